// Hears clicks on the pictures of the view that it stands in, and has two boxes for a place by keyboard.

function render({ model, el }) {
  const name = model.get("description");
  el.classList.add("course-control", "course-touch");
  const heading = document.createElement("span");
  heading.textContent = name;
  const boxes = ["x₁", "x₂"].map((letter) => {
    const box = document.createElement("input");
    box.type = "text";
    box.inputMode = "decimal";
    box.autocomplete = "off";
    box.placeholder = letter;
    box.setAttribute("aria-label", `${name} ${letter}`);
    box.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take keys for itself
    return box;
  });
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "As a click there";
  el.append(heading, ...boxes, button);

  const send = () => model.send({ typed: boxes.map((box) => box.value) });
  button.addEventListener("click", send);
  for (const box of boxes)
    box.addEventListener("keydown", (event) => { if (event.key === "Enter") send(); });

  const hear = (event) => {
    const view = el.closest(".widget-vbox");
    if (!view?.contains(event.target)) return;
    const figure = [...view.querySelectorAll(".course-picture > img")].indexOf(event.target);
    if (figure < 0 || model.get("disabled")) return;
    const { left, top, width, height } = event.target.getBoundingClientRect();
    model.send({ figure, x: (event.clientX - left) / width, y: (event.clientY - top) / height });
  };
  document.addEventListener("click", hear); // the pictures may come after this widget

  const show = () => { for (const part of [...boxes, button]) part.disabled = model.get("disabled"); };
  model.on("change:disabled", show);
  show();
  return () => {
    document.removeEventListener("click", hear);
    model.off("change:disabled", show);
  };
}

export default { render };
