// What the browser edition adds to JupyterLab. Saved views are seen again without a kernel, as the
// server of the installed course does it (helpers/server.py); a learner whose own copy of a lesson
// hides a newer one is told so; and Python gets ready while the first paragraphs are read.

const WIDGET = "application/vnd.jupyter.widget-view+json";
const PICTURE = "image/png";
const HOW = "This view is as it was saved. To move it, choose Run → Run All Cells.";
const RENEW = "course:renew";
// Matplotlib takes seconds to look for fonts at each start, and says so on the error stream.
const GET_READY = `
import logging
logging.getLogger("matplotlib.font_manager").setLevel("ERROR")
import matplotlib.font_manager, ipywidgets
del logging, matplotlib, ipywidgets
`;

// The outputs of views: a picture with its state in words as alternative text.
function views(notebook) {
  const outputs = notebook.cells.flatMap((cell) => cell.outputs ?? []);
  return outputs.filter((output) => output.metadata?.[PICTURE]?.alt !== undefined);
}

function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

// No kernel outlives its page here, so a widget that was saved is never alive again.
function still(output) {
  const words = output.metadata[PICTURE].alt;
  const lines = words.split("\n").map(escaped).join("<br>");
  const picture = [output.data[PICTURE]].flat().join("").trim();
  delete output.data[WIDGET];
  output.data["text/html"] =
    `<img src="data:image/png;base64,${picture}" alt="${escaped(words)}">` +
    `<p>${lines}</p><p><b>${HOW}</b></p>`;
}

function getReady(kernel) {
  kernel?.requestExecute({ code: GET_READY, silent: true, store_history: false });
}

function version(notebook) {
  return notebook.metadata?.course?.version;
}

function activate(app) {
  const { contents, sessions, serverSettings } = app.serviceManager;
  const get = contents.get.bind(contents);
  const save = contents.save.bind(contents);
  const startNew = sessions.startNew.bind(sessions);
  const told = new Set();

  sessions.startNew = async (...options) => {
    const session = await startNew(...options);
    getReady(session.kernel);
    let restarting = false;
    session.kernel.statusChanged.connect((kernel, status) => {
      if (restarting && status === "idle") getReady(kernel);
      restarting = status === "restarting" || (restarting && status !== "idle");
    });
    return session;
  };

  contents.get = async (path, options) => {
    const model = await get(path, options);
    if (model.type === "notebook" && model.content) {
      if (!(await sessions.findByPath(path))) views(model.content).forEach(still);
      tellIfOld(path, model.content);
    }
    return model;
  };

  // A notebook without what `get` has put into it.
  contents.save = (path, options = {}) => {
    if (options.type !== "notebook" || !options.content) return save(path, options);
    const content = structuredClone(options.content);
    for (const output of views(content)) delete output.data["text/html"];
    return save(path, { ...options, content });
  };

  // The copy that is kept in this browser hides the lesson that the site has: say so once.
  async function tellIfOld(path, content) {
    const answer = await fetch(`${serverSettings.baseUrl}files/${path}`, { cache: "no-cache" });
    if (!answer.ok || told.has(path)) return;
    if (version(await answer.json()) === version(content)) return;
    told.add(path);
    app.commands.execute("apputils:notify", {
      message:
        `${path} has changed since you began it, and this is your own copy, as you left it. ` +
        "The button keeps it under another name and opens the lesson as it is now.",
      type: "info",
      options: {
        autoClose: false,
        actions: [{ label: "Keep mine, open the new one", commandId: RENEW, args: { path } }],
      },
    });
  }

  app.commands.addCommand(RENEW, {
    label: "Keep my copy of a lesson and open the lesson as it is now",
    execute: async ({ path }) => {
      await app.commands.execute("docmanager:save");
      const mine = await freeName(path);
      await contents.rename(path, mine); // also of the notebook that is open
      told.delete(path);
      await app.commands.execute("docmanager:open", { path });
    },
  });

  async function freeName(path) {
    const folder = await get("", { content: true });
    const taken = new Set(folder.content.map((file) => file.path));
    for (let number = 1; ; number += 1) {
      const name = path.replace(/\.ipynb$/, ` (mine ${number}).ipynb`);
      if (!taken.has(name)) return name;
    }
  }
}

// A container of webpack's module federation, as JupyterLab loads its extensions, made by hand.
window._JUPYTERLAB = window._JUPYTERLAB || {};
window._JUPYTERLAB["neural-networks-from-scratch-lite"] = {
  init: () => {},
  get: async () => () => ({
    __esModule: true,
    default: { id: "neural-networks-from-scratch-lite:plugin", autoStart: true, activate },
  }),
};
