// Hears clicks on the pictures of the view that it stands in, and which part of a picture the mouse
// points at; and has two boxes for a place by keyboard.

const NEAR = 5; // pixels from a line that still mean it
const WAIT = 100; // milliseconds between two messages on what the mouse points at

// Returns which of the parts, boxes first and then lines, is at a place of the picture; −1 is none.
function partAt({ size, boxes, lines }, { x, y }) {
  const [left, top] = [x * size[0], y * size[1]];
  const box = boxes.findIndex(([x0, y0, x1, y1]) => left >= x0 && left <= x1 && top >= y0 && top <= y1);
  if (box >= 0) return box;
  let [nearest, least] = [-1, NEAR];
  lines.forEach(([x0, y0, x1, y1], place) => {
    const [along, down] = [x1 - x0, y1 - y0];
    const share = ((left - x0) * along + (top - y0) * down) / (along ** 2 + down ** 2);
    const foot = Math.min(1, Math.max(0, share));
    const gap = Math.hypot(x0 + foot * along - left, y0 + foot * down - top);
    if (gap <= least) [nearest, least] = [boxes.length + place, gap];
  });
  return nearest;
}

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

  // Returns the picture under the mouse, the place in it from 0 to 1, and the part there.
  const target = (event) => {
    const view = el.closest(".widget-vbox");
    if (model.get("disabled") || !view?.contains(event.target)) return null;
    const figure = [...view.querySelectorAll(".course-picture > img")].indexOf(event.target);
    if (figure < 0) return null;
    const { left, top, width, height } = event.target.getBoundingClientRect();
    const place = { x: (event.clientX - left) / width, y: (event.clientY - top) / height };
    const parts = model.get("parts");
    return { figure, ...place, part: figure === parts.figure ? partAt(parts, place) : -1 };
  };
  const hear = (event) => {
    const found = target(event);
    if (found) model.send(found);
  };
  let timer = 0;
  let over = -1;
  const tell = () => {
    timer = 0;
    if (over === model.get("over")) return;
    model.set("over", over);
    model.save_changes(); // which waits while the kernel is busy with the one before
    timer = setTimeout(tell, WAIT);
  };
  const point = (event) => {
    if (event.pointerType === "touch") return; // a finger points by a click
    const found = event.type === "pointermove" ? target(event) : null;
    over = found ? found.part : -1;
    if (found) event.target.style.cursor = over < 0 ? "" : "pointer";
    if (!timer) tell();
  };
  document.addEventListener("click", hear); // the pictures may come after this widget
  document.addEventListener("pointermove", point);
  document.documentElement.addEventListener("pointerleave", point);

  const show = () => { for (const part of [...boxes, button]) part.disabled = model.get("disabled"); };
  model.on("change:disabled", show);
  show();
  return () => {
    clearTimeout(timer);
    document.removeEventListener("click", hear);
    document.removeEventListener("pointermove", point);
    document.documentElement.removeEventListener("pointerleave", point);
    model.off("change:disabled", show);
  };
}

export default { render };
