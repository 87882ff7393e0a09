"""What JupyterLab's server does for the course: saved views are seen again without a kernel.

JupyterLab shows an error in the place of a saved widget, though its picture lies in the same output
(jupyterlab issue 15361). So a notebook is handed to the page without the widgets that no kernel
knows any more, and with their picture, their words and how to bring them to life instead.
"""

import html

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

WIDGET = "application/vnd.jupyter.widget-view+json"
PICTURE = "image/png"
HOW = "This view is as it was saved. To move it, choose Run → Run All Cells."
WORKSHOP = ["build.py", "sources", "pictures"]  # of the notebooks' folder: nothing for a learner


class LessonContents(AsyncLargeFileManager):
    """JupyterLab's own files, but for views that no kernel knows."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.hide_globs = [*self.hide_globs, *WORKSHOP]
        self._saved_under = {}  # path → the kernel's process when the notebook was last saved

    async def get(self, path, content=True, type=None, format=None, **others):
        """Return a file's model; without dead views where it is a notebook."""
        model = await super().get(path, content, type, format, **others)
        if content and model["type"] == "notebook":
            process = await self._kernel_process(path)
            is_live = process and self._saved_under.get(_plain(path), process) == process
            for output in _views(model["content"]):
                if not is_live:
                    output["data"].pop(WIDGET, None)
                if WIDGET not in output["data"]:
                    _still(output)
        return model

    async def save(self, model, path=""):
        """Save a file; a notebook without what `get` has put into it."""
        if model.get("type") == "notebook" and model.get("content"):
            for output in _views(model["content"]):
                output["data"].pop("text/html", None)
            self._saved_under[_plain(path)] = await self._kernel_process(path)
        return await super().save(model, path)

    async def _kernel_process(self, path):
        """Return what tells one run of the notebook's kernel from the next, None without one."""
        sessions = await self.parent.session_manager.list_sessions()
        for session in sessions:
            if _plain(session["path"]) == _plain(path) and session["kernel"]:
                kernel = self.parent.kernel_manager.get_kernel(session["kernel"]["id"])
                return session["kernel"]["id"], getattr(kernel.provisioner, "pid", None)
        return None


def _plain(path):
    return path.strip("/")


def _views(notebook):
    """Return the outputs of views: a picture with its state in words as alternative text."""
    outputs = [output for cell in notebook["cells"] for output in cell.get("outputs", [])]
    return [output for output in outputs if "alt" in output.get("metadata", {}).get(PICTURE, {})]


def _still(output):
    """Show a view's picture and words, and how to bring it to life."""
    data, words = output["data"], output["metadata"][PICTURE]["alt"]
    lines = "<br>".join(html.escape(line) for line in words.splitlines())
    data["text/html"] = (
        f'<img src="data:image/png;base64,{data[PICTURE].strip()}" alt="{html.escape(words)}">'
        f"<p>{lines}</p><p><b>{HOW}</b></p>"
    )
