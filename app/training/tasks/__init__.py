"""One task a file. Every module of this package is imported and its task entered in TASKS: a new task is a new file."""

from importlib import import_module
from pkgutil import iter_modules

from ...engine.errors import UnknownName
from .base import Batch, Task

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

TASKS: dict[str, type[Task]] = {task.name: task for task in sorted(Task.__subclasses__(), key=lambda task: task.name)}

__all__ = ["TASKS", "Batch", "Task", "task_class"]


def task_class(name: str) -> type[Task]:
    """Return the class of the task called `name`; raises UnknownName."""
    if name not in TASKS:
        raise UnknownName("task", name, tuple(TASKS))
    return TASKS[name]
