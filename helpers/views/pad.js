// A pad: a canvas that is drawn on with mouse or finger, or with a pen that the arrow keys move.

const SIDE = 240; // pixels of the page; the drawing's numbers go from 0 to 1
const STEP = 1 / 24; // of an arrow key
const NEAR = 1 / 100; // points closer than this to the one before are left out
const BREADTH = 0.06; // of the line

const rounded = (number) => Math.round(1000 * Math.min(1, Math.max(0, number))) / 1000;

function render({ model, el }) {
  el.classList.add("course-control", "course-pad");
  const canvas = document.createElement("canvas");
  const scale = window.devicePixelRatio || 1;
  canvas.width = canvas.height = SIDE * scale;
  canvas.setAttribute("role", "application"); // its keys are its own
  canvas.setAttribute("aria-roledescription", "drawing pad");
  canvas.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take the keys
  canvas.setAttribute("aria-label",
    `${model.get("description")}: arrow keys move the pen, Space puts it down or lifts it, Backspace takes back a stroke`);
  const words = document.createElement("span");
  words.setAttribute("role", "status");
  el.append(canvas, words);
  const context = canvas.getContext("2d");
  const clone = () => model.get("strokes").map((stroke) => stroke.map((point) => [...point]));

  let strokes = clone(); // with the one that is being drawn, which the kernel may not know yet
  let pointer = null; // the mouse or the finger that is drawing; others are left aside
  let pen = { x: 0.5, y: 0.5, down: false, shown: false }; // of the keyboard

  const paint = () => {
    context.setTransform(SIDE * scale, 0, 0, SIDE * scale, 0, 0);
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, 1, 1);
    context.lineWidth = BREADTH;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = "#000000";
    for (const stroke of strokes) {
      context.beginPath();
      context.moveTo(...stroke[0]);
      for (const point of stroke) context.lineTo(...point);
      context.stroke();
    }
    if (!pen.shown) return;
    context.lineWidth = 0.012;
    context.strokeStyle = pen.down ? "#d55e00" : "#0072b2";
    context.beginPath();
    for (const [dx, dy] of [[0.05, 0], [0, 0.05]]) {
      context.moveTo(pen.x - dx, pen.y - dy);
      context.lineTo(pen.x + dx, pen.y + dy);
    }
    context.stroke();
  };
  const tell = () => {
    const place = `${Math.round(pen.x / STEP)} right, ${Math.round(pen.y / STEP)} down`;
    words.textContent = pen.shown ? `Pen ${pen.down ? "down" : "up"}, ${place} of 24.`
      : "Draw, or use arrows and Space.";
  };
  const send = () => {
    model.set("strokes", strokes.map((stroke) => stroke.map((point) => [...point])));
    model.save_changes();
  };
  const add = (x, y) => {
    const stroke = strokes[strokes.length - 1];
    const [before_x, before_y] = stroke[stroke.length - 1];
    if (Math.hypot(x - before_x, y - before_y) < NEAR) return;
    stroke.push([rounded(x), rounded(y)]);
    send();
  };
  const begin = (x, y) => { strokes.push([[rounded(x), rounded(y)]]); send(); };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
  };
  const end = () => { pointer = null; pen.down = false; };
  const from_kernel = () => {
    if (pointer !== null) return; // what is being drawn is newer
    const now = clone();
    if (now.length < strokes.length) pen.down = false;
    strokes = now;
    show();
  };
  const show = () => {
    const disabled = model.get("disabled");
    canvas.tabIndex = disabled ? -1 : 0;
    canvas.setAttribute("aria-disabled", disabled);
    canvas.classList.toggle("course-locked", disabled);
    paint();
    tell();
  };

  canvas.addEventListener("pointerdown", (event) => {
    if (model.get("disabled") || event.button > 0 || pointer !== null) return;
    event.preventDefault();
    canvas.focus({ preventScroll: true });
    canvas.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    pen.shown = pen.down = false;
    begin(...place(event));
    show();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) add(...place(each));
    paint();
  });
  for (const name of ["pointerup", "pointercancel", "lostpointercapture"])
    canvas.addEventListener(name, (event) => { if (event.pointerId === pointer) end(); });
  canvas.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const ours = way || event.key === " " || event.key === "Backspace";
    if (!ours || model.get("disabled") || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    pen.shown = true;
    if (way) {
      pen.x = Math.min(1, Math.max(0, pen.x + STEP * way[0]));
      pen.y = Math.min(1, Math.max(0, pen.y + STEP * way[1]));
      if (pen.down) add(pen.x, pen.y);
    } else if (event.key === " ") {
      pen.down = !pen.down;
      if (pen.down) begin(pen.x, pen.y);
    } else {
      pen.down = false;
      strokes.pop();
      send();
    }
    show();
  });
  canvas.addEventListener("blur", () => { pen.shown = pen.down = false; show(); });
  model.on("change:strokes", from_kernel);
  model.on("change:disabled", show);
  show();
  return () => {
    model.off("change:strokes", from_kernel);
    model.off("change:disabled", show);
  };
}

export default { render };
