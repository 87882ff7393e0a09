// One of a few options, as a row of native radio buttons that look like buttons.

function render({ model, el }) {
  const group = `choice-${crypto.randomUUID()}`;
  el.classList.add("course-control", "course-choice");
  const name = document.createElement("span");
  name.id = group;
  name.textContent = model.get("description");
  const row = document.createElement("div");
  row.setAttribute("role", "radiogroup");
  row.setAttribute("aria-labelledby", group);
  const radios = model.get("labels").map((text, index) => {
    const label = document.createElement("label");
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = group;
    radio.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take the arrow keys
    radio.addEventListener("change", () => {
      model.set("index", index);
      model.save_changes();
    });
    const words = document.createElement("span");
    words.textContent = text;
    label.append(radio, words);
    row.append(label);
    return radio;
  });
  el.append(name, row);
  const show = () => radios.forEach((radio, index) => {
    radio.checked = index === model.get("index");
    radio.disabled = model.get("disabled");
  });
  model.on("change:index change:disabled", show);
  show();
  return () => model.off("change:index change:disabled", show);
}

export default { render };
