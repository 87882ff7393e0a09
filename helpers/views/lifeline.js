// Nothing while the kernel lives; after a restart, which kills every widget without a word, one line.

function render({ model, el }) {
  el.setAttribute("role", "status");
  const tell = () => {
    el.textContent = "✗ The kernel was restarted, so this view no longer answers. Run its cell again, or choose Run → Run All Cells.";
  };
  model.on("comm_live_update", tell);
  return () => model.off("comm_live_update", tell);
}

export default { render };
