// A guess: a text box and its button. What stands in the box when Enter or the button is pressed is
// what is committed, and the box is locked at once, however busy the kernel is.

function render({ model, el }) {
  const id = `guess-${crypto.randomUUID()}`;
  el.classList.add("course-control", "course-predict");
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = "Your guess";
  const box = document.createElement("input");
  box.id = id;
  box.type = "text";
  box.inputMode = "decimal";
  box.autocomplete = "off";
  box.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take keys for itself
  box.placeholder = model.get("placeholder");
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Commit to it";
  el.append(label, box, button);

  const lock = (locked) => { box.disabled = button.disabled = locked; };
  const commit = () => {
    lock(true);
    model.set("text", box.value);
    model.set("tries", model.get("tries") + 1);
    model.save_changes();
  };
  // The kernel has answered: a guess that is none may be mended, one that counts stays as it is.
  const show = () => {
    if (model.get("locked")) box.value = model.get("text");
    lock(model.get("locked") || model.get("answered") < model.get("tries"));
  };
  button.addEventListener("click", commit);
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") commit(); });
  model.on("change:locked change:answered", show);
  show();
  return () => model.off("change:locked change:answered", show);
}

export default { render };
