# asyncio: tasks that end together.
from asyncio import CancelledError, Future, Task, _set, current_task


class TaskGroup:
    def __init__(self):
        self._tasks = []
        self._errors = []
        self._parent = None
        self._aborting = self._leaving = self._cancelled_parent = False
        self._waiter = None

    async def __aenter__(self):
        self._parent = current_task()
        return self

    def create_task(self, coro, *, name=None, context=None):
        if self._parent is None:
            raise RuntimeError("TaskGroup %r has not been entered" % self)
        task = Task(coro, name=name)
        self._tasks.append(task)
        task.add_done_callback(self._ended)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            task.cancel()

    def _ended(self, task):
        self._tasks.remove(task)
        if self._waiter is not None and not self._tasks:
            _set(self._waiter)
        if task._cancelled or task._exception is None:
            return
        self._errors.append(task._exception)
        if not self._aborting and not self._cancelled_parent:
            self._abort()
            if not self._leaving:
                self._cancelled_parent = True
                self._parent.cancel()

    async def __aexit__(self, kind, error, traceback):
        self._leaving = True
        cancelled = error if isinstance(error, CancelledError) else None
        if self._cancelled_parent and self._parent.uncancel() == 0:
            cancelled = None
        if error is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._waiter = Future()
            try:
                await self._waiter
            except CancelledError as asked:
                if not self._aborting:
                    cancelled = asked
                    self._abort()
        if cancelled is not None and not self._errors:
            raise cancelled
        if error is not None and not isinstance(error, CancelledError):
            self._errors.append(error)
        if self._errors:
            errors = self._errors
            self._errors = []
            group = ExceptionGroup if all(isinstance(each, Exception) for each in errors) else BaseExceptionGroup
            raise group("unhandled errors in a TaskGroup", errors)
