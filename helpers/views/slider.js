// A slider: its name, a native range input, its number to type, and a button for one step either way.
// The range input goes over numbers or, where `values` are given, over their places in that list.

const element = (tag, attributes, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const written = (value) => String(value).replace("-", "−");

function render({ model, el }) {
  const id = `slider-${crypto.randomUUID()}`;
  const name = model.get("description");
  const values = model.get("values");
  const step = model.get("step");
  // JupyterLab would take the arrow keys for itself.
  const ours = { "data-lm-suppress-shortcuts": true };
  const decimals = (String(step).split(".")[1] ?? "").length;

  const range = element("input", {
    type: "range", id, ...ours,
    step: values.length ? 1 : step,
  });
  const typed = element("input", {
    type: "text", inputmode: "decimal", autocomplete: "off", ...ours, "aria-label": `${name}, as a number`,
  });
  const less = element("button", { type: "button", tabindex: -1, "aria-label": `${name}: one step down` }, "−");
  const more = element("button", { type: "button", tabindex: -1, "aria-label": `${name}: one step up` }, "+");
  const complaint = element("span", { class: "course-complaint", role: "alert" });
  el.classList.add("course-control", "course-slider");
  el.append(
    element("label", { for: id }, name),
    element("div", { class: "course-slider-parts" }, range, less, typed, more),
    complaint,
  );

  const nearest = (value) =>
    values.reduce((best, candidate, place) =>
      Math.abs(candidate - value) < Math.abs(values[best] - value) ? place : best, 0);
  const shown = (value) =>
    values.length || Number(value.toFixed(decimals)) !== value
      ? String(Number(value.toPrecision(6))) : value.toFixed(decimals);

  const show = () => {
    const value = model.get("value");
    range.min = values.length ? 0 : model.get("min");
    range.max = values.length ? values.length - 1 : model.get("max");
    range.value = values.length ? nearest(value) : value;
    range.setAttribute("aria-valuetext", written(shown(value)));
    typed.value = written(shown(value));
    complain("");
    for (const part of [range, typed, less, more]) part.disabled = model.get("disabled");
  };
  const complain = (sentence) => {
    complaint.textContent = sentence;
    typed.setAttribute("aria-invalid", sentence !== "");
  };
  const send = (value) => {
    model.set("value", value);
    model.save_changes();
    show();
  };
  const sendRange = () => send(values.length ? values[range.valueAsNumber] : range.valueAsNumber);
  const sendTyped = () => {
    const text = typed.value.trim().replace("−", "-").replace(",", ".");
    const value = text === "" ? NaN : Number(text);
    const [min, max] = [model.get("min"), model.get("max")];
    const fits = value >= min && value <= max && (!model.get("whole") || Number.isInteger(value));
    if (fits) send(value);
    else complain(`“${typed.value}” is no ${model.get("whole") ? "whole " : ""}number from ${written(min)} to ${written(max)}.`);
  };

  range.addEventListener("input", sendRange);
  typed.addEventListener("change", sendTyped);
  typed.addEventListener("keydown", (event) => { if (event.key === "Enter") sendTyped(); });
  // Later, since a finger's tap on what is selected brings up a menu.
  typed.addEventListener("focus", () => setTimeout(() => typed.select()));
  for (const [button, way] of [[less, "stepDown"], [more, "stepUp"]])
    button.addEventListener("click", () => { range[way](); sendRange(); });
  const moves = "change:value change:min change:max change:disabled";
  model.on(moves, show);
  show();
  return () => model.off(moves, show);
}

export default { render };
