// A setting to take elsewhere: as a line of Python, and as a link, each with a button that copies it.
// And the other way round: what the page's own address holds behind its "#" is told to the kernel.

const LONG = 2000; // characters of a link, which some programs cut off

const config = () => JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "null");

// The address of the notebook that this widget stands in, or "" where the page has none of its own.
function addressOf(model) {
  const path = model.widget_manager?.context?.path?.replace(/^\w+:/, ""); // without the name of a drive
  const { fullTreeUrl } = config() ?? {};
  if (!path) return "";
  if (fullTreeUrl) return `${location.origin}${fullTreeUrl}/${encodeURI(path)}`;
  return `${location.origin}${location.pathname}?path=${encodeURIComponent(path)}`; // JupyterLite
}

function rangeOfLink() {
  if (/^(localhost|127\..*|\[::1\])$/.test(location.hostname)) return "Good on this computer only, while JupyterLab runs.";
  return config()?.fullTreeUrl ? "Good for whoever may use this JupyterLab, while it runs." : "Good in any browser.";
}

async function copy(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return true;
  } catch { // not allowed, or not over https
    box.select();
    return document.execCommand("copy");
  }
}

function initialize({ model }) {
  const tell = (address) => {
    const end = address.split("#")[1] ?? "";
    if (end.startsWith(`${model.get("key")}=`)) model.send({ link: end });
  };
  const changed = (event) => tell(event.newURL);
  // JupyterLab takes the end off its address while it loads; the browser keeps what was asked for.
  tell(location.hash || performance.getEntriesByType("navigation")[0]?.name || "");
  addEventListener("hashchange", changed);
  return () => removeEventListener("hashchange", changed);
}

function render({ model, el }) {
  el.classList.add("course-control", "course-share");
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const address = addressOf(model);
  const line = (name, text) => {
    const box = document.createElement("input");
    box.type = "text";
    box.readOnly = true;
    box.setAttribute("aria-label", name);
    box.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take keys for itself
    // Later, since a finger's tap on what is selected brings up a menu.
    box.addEventListener("focus", () => setTimeout(() => box.select()));
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${name}`);
    button.addEventListener("click", async () => {
      said.textContent = (await copy(box)) ? `Copied: ${name}.` : "The browser does not let it be copied; press Ctrl+C.";
    });
    const label = document.createElement("span");
    label.textContent = name;
    const row = document.createElement("div");
    row.append(label, box, button);
    el.append(row);
    const show = () => {
      box.value = text();
      said.textContent = "";
    };
    return show;
  };
  const shows = [line("this setting in Python", () => model.get("python"))];
  const note = document.createElement("span");
  if (address) {
    const link = () => `${address}#${model.get("end")}`;
    shows.push(line("as a link", link), () => {
      note.textContent = rangeOfLink() + (link().length > LONG ? ` It has ${link().length} characters, which some programs cut off.` : "");
    });
  } else note.textContent = "This page has no address of its own for a link: take the line of Python.";
  el.append(note, said);

  const show = () => shows.forEach((each) => each());
  model.on("change:python change:end", show);
  show();
  return () => model.off("change:python change:end", show);
}

export default { initialize, render };
