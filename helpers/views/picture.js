// A picture with its alternative text, for which ipywidgets' own image has no place.

function render({ model, el }) {
  el.classList.add("course-picture");
  const image = document.createElement("img");
  image.alt = model.get("alt");
  image.style.cssText = "display: block; width: 100%";
  el.append(image);
  const show = () => {
    const before = image.src;
    image.src = URL.createObjectURL(new Blob([model.get("value")], { type: "image/png" }));
    URL.revokeObjectURL(before);
  };
  model.on("change:value", show);
  show();
  return () => {
    model.off("change:value", show);
    URL.revokeObjectURL(image.src);
  };
}

export default { render };
