"""The browser edition: what is built, and how it runs in Pyodide."""
