// A box for a text of several lines: typed, pasted, or taken from a file of the learner's computer.

const readable = (bytes) => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch { // as older spreadsheets write
    return new TextDecoder("windows-1252").decode(bytes);
  }
};

function render({ model, el }) {
  const name = model.get("description");
  const most = model.get("most");
  el.classList.add("course-control", "course-text");
  const title = document.createElement("span");
  title.textContent = name;
  const box = document.createElement("textarea");
  box.rows = 2;
  box.spellcheck = false;
  box.placeholder = model.get("placeholder");
  box.setAttribute("aria-label", name);
  box.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take keys for itself
  const chooser = document.createElement("input");
  chooser.type = "file";
  chooser.accept = ".csv,.tsv,.txt,text/*";
  chooser.hidden = true;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "From a file";
  button.setAttribute("aria-label", `${name}: from a file`);
  const complaint = document.createElement("span");
  complaint.className = "course-complaint";
  complaint.setAttribute("role", "alert");
  el.append(title, box, button, chooser, complaint);

  const complain = (sentence) => { complaint.textContent = sentence; };
  const take = (text, from) => {
    if (text.length > most) {
      complain(`${from} has ${text.length.toLocaleString("en")} letters; at most ${most.toLocaleString("en")} can be read.`);
      return;
    }
    complain("");
    model.set("value", text);
    model.save_changes();
  };
  const takeFile = async (file) => {
    if (!file) return;
    const bytes = file.size > 4 * most ? null : new Uint8Array(await file.arrayBuffer());
    if (!bytes) complain(`${file.name} has ${file.size.toLocaleString("en")} bytes; at most ${most.toLocaleString("en")} letters can be read.`);
    else if (bytes.includes(0)) complain(`${file.name} is no text; save it as CSV first.`);
    else take(readable(bytes), file.name);
  };
  box.addEventListener("input", () => take(box.value, "This text"));
  button.addEventListener("click", () => chooser.click());
  chooser.addEventListener("change", async () => {
    await takeFile(chooser.files[0]);
    chooser.value = ""; // so that the same file can be chosen again
  });

  const show = () => {
    if (box.value !== model.get("value")) box.value = model.get("value");
    box.disabled = button.disabled = model.get("disabled");
  };
  model.on("change:value change:disabled", show);
  show();
  return () => model.off("change:value change:disabled", show);
}

export default { render };
