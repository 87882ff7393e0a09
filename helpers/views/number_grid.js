// A square of numbers: each cell is typed into, or stepped with the arrows up and down.

const LIMIT = 9;
const written = (number) => String(Number(number.toFixed(2))).replace("-", "−");
const read = (text) => (text.trim() === "" ? NaN : Number(text.trim().replace("−", "-").replace(",", ".")));

function render({ model, el }) {
  const name = model.get("description");
  el.classList.add("course-control", "course-grid");
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", `${name}: type a number, or step it with the arrows up and down`);
  const title = document.createElement("span");
  title.textContent = `${name} (type, or ↑ ↓)`;
  const complaint = document.createElement("span");
  complaint.className = "course-complaint";
  complaint.setAttribute("role", "alert");
  el.append(title, group, complaint);

  const send = (row, column, number) => {
    const rows = model.get("value").map((cells) => [...cells]);
    rows[row][column] = number;
    model.set("value", rows);
    model.save_changes();
  };
  const cells = [0, 1, 2].map((row) => [0, 1, 2].map((column) => {
    const cell = document.createElement("input");
    cell.type = "text";
    cell.inputMode = "decimal";
    cell.autocomplete = "off";
    cell.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab would take the arrow keys
    cell.setAttribute("aria-label", `${name}, row ${row + 1}, column ${column + 1}`);
    const take = () => {
      const number = read(cell.value);
      const fits = number >= -LIMIT && number <= LIMIT;
      cell.setAttribute("aria-invalid", !fits);
      complaint.textContent = fits ? "" : `“${cell.value}” is no number from −9 to 9.`;
      if (fits) send(row, column, number);
    };
    cell.addEventListener("change", take);
    // Later, since a finger's tap on what is selected brings up a menu.
    cell.addEventListener("focus", () => setTimeout(() => cell.select()));
    cell.addEventListener("keydown", (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (event.key === "Enter") take();
      if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      const now = read(cell.value);
      const next = (Number.isNaN(now) ? 0 : now) + way * (event.shiftKey ? 0.1 : 1);
      cell.value = written(Math.min(LIMIT, Math.max(-LIMIT, next)));
      take();
    });
    group.append(cell);
    return cell;
  }));

  const show = () => {
    model.get("value").forEach((numbers, row) => numbers.forEach((number, column) => {
      const cell = cells[row][column];
      cell.disabled = model.get("disabled");
      if (read(cell.value) === number) return; // what is being typed stays as it is
      cell.value = written(number);
      cell.setAttribute("aria-invalid", false);
      complaint.textContent = "";
    }));
  };
  model.on("change:value change:disabled", show);
  show();
  return () => model.off("change:value change:disabled", show);
}

export default { render };
