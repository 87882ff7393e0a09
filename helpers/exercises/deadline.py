"""call_within: stop a learner's code that does not end by itself."""

import _thread
import signal
import sys
import threading
import time

HAS_THREADS = sys.platform != "emscripten"  # in a browser there are none, and no signals


class GaveUp(BaseException):
    """The code took too long or was interrupted. `except Exception` does not catch it."""


def call_within(seconds, function, arguments):
    """Return `function(*arguments)`, or raise GaveUp if that takes longer or is interrupted.

    Works in the main thread, where notebooks run their cells; elsewhere there is no limit. One
    call into compiled code can't be stopped before it returns.
    """
    if not HAS_THREADS:
        return _watched_within(seconds, function, arguments)
    if threading.current_thread() is not threading.main_thread():
        return function(*arguments)
    timer = threading.Timer(seconds, _interrupt_main_thread)
    usual_handler, usual_trace = signal.signal(signal.SIGINT, _stop), sys.gettrace()
    try:
        try:
            timer.start()
            return function(*arguments)
        finally:
            sys.settrace(usual_trace)  # first, or what follows would be stopped as well
            timer.cancel()
    finally:  # the time may run out in the lines above too
        sys.settrace(usual_trace)
        signal.signal(signal.SIGINT, usual_handler)


def _interrupt_main_thread():
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)  # ends a sleep as well
    else:
        _thread.interrupt_main()


def _stop(_signal, frame):
    # A loop may catch what is raised here. So it is raised again at each of the following lines,
    # also in the loop's own `except`, until `call_within` is reached.
    while frame is not None and frame.f_code is not call_within.__code__:
        frame.f_trace = _raise_at_line
        frame = frame.f_back
    sys.settrace(_raise_at_line)
    raise GaveUp


def _raise_at_line(_frame, event, _argument):
    if event == "line":
        raise GaveUp
    return _raise_at_line


def _watched_within(seconds, function, arguments):
    """Do the same without a thread: Python asks for the time wherever a loop or a function begins.

    A `sleep`, like one call into compiled code, can't be stopped before it returns.
    """
    end = time.monotonic() + seconds

    def look(*_):
        # Raised again at each later look, so that no loop gets on that catches it.
        if time.monotonic() > end:
            raise GaveUp

    monitoring = sys.monitoring
    tool = next(number for number in range(6) if monitoring.get_tool(number) is None)
    events = [monitoring.events.JUMP, monitoring.events.PY_START]
    monitoring.use_tool_id(tool, __name__)
    try:
        for event in events:
            monitoring.register_callback(tool, event, look)
        monitoring.set_events(tool, sum(events))
        result = function(*arguments)
    finally:
        monitoring.set_events(tool, monitoring.events.NO_EVENTS)
        for event in events:  # also where `look` could be called once more, there is nothing now
            monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)
    look()
    return result
