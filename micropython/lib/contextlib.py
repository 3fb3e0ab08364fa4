# contextlib.
from functools import wraps


class AbstractContextManager:
    @classmethod
    def __instancecheck__(cls, instance):
        kinds = type(instance).__mro__
        if cls is AbstractContextManager:
            return hasattr(instance, "__enter__") and hasattr(instance, "__exit__")
        return cls in kinds

    @classmethod
    def __class_getitem__(cls, kind):
        return cls

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class AbstractAsyncContextManager(AbstractContextManager):
    async def __aenter__(self):
        return self

    async def __aexit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return func(*args, **kwargs)

        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @wraps(func)
        async def inner(*args, **kwargs):
            async with self._recreate_cm():
                return await func(*args, **kwargs)

        return inner


class _GeneratorContextManager(ContextDecorator):
    def __init__(self, func, args, kwargs):
        self.gen = func(*args, **kwargs)
        self._made = (func, args, kwargs)

    def _recreate_cm(self):
        return _GeneratorContextManager(*self._made)

    def __enter__(self):
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield")

    def __exit__(self, kind, value, traceback):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = kind()
        try:
            self.gen.throw(value)
        except StopIteration as error:
            # Unless it is the very one that was thrown in.
            return error is not value
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(AsyncContextDecorator):
    def __init__(self, func, args, kwargs):
        self.gen = aiter(func(*args, **kwargs))
        self._made = (func, args, kwargs)

    def _recreate_cm(self):
        return _AsyncGeneratorContextManager(*self._made)

    async def __aenter__(self):
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, kind, value, traceback):
        try:
            if kind is None:
                await anext(self.gen)
            else:
                await self.gen.athrow(kind() if value is None else value)
        except StopAsyncIteration as error:
            return kind is not None and error is not value
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop" if kind is None else "generator didn't stop after athrow()")


def contextmanager(func):
    @wraps(func)
    def helper(*args, **kwargs):
        return _GeneratorContextManager(func, args, kwargs)

    return helper


def asynccontextmanager(func):
    @wraps(func)
    def helper(*args, **kwargs):
        return _AsyncGeneratorContextManager(func, args, kwargs)

    return helper


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *error):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *error):
        await self.thing.aclose()


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, traceback):
        return kind is not None and issubclass(kind, self._exceptions)


class nullcontext(AbstractContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *error):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *error):
        pass


class _Redirect(AbstractContextManager):
    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        import sys

        self._old_targets.append(getattr(sys, self._stream))
        setattr(sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *error):
        import sys

        setattr(sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirect):
    _stream = "stdout"


class redirect_stderr(_Redirect):
    _stream = "stderr"


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old = []

    def __enter__(self):
        import os

        self._old.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *error):
        import os

        os.chdir(self._old.pop())


class ExitStack(AbstractContextManager):
    def __init__(self):
        self._callbacks = []

    def push(self, exit):
        method = getattr(exit, "__exit__", None)
        self._callbacks.append(exit if method is None else method)
        return exit

    def enter_context(self, cm):
        if not hasattr(cm, "__enter__") or not hasattr(cm, "__exit__"):
            raise TypeError("%r object does not support the context manager protocol" % type(cm).__name__)
        result = cm.__enter__()
        self._callbacks.append(cm.__exit__)
        return result

    def callback(self, callback, *args, **kwargs):
        def call(kind, value, traceback):
            callback(*args, **kwargs)

        self._callbacks.append(call)
        return callback

    def pop_all(self):
        new = type(self)()
        new._callbacks = self._callbacks
        self._callbacks = []
        return new

    def close(self):
        self.__exit__(None, None, None)

    def __exit__(self, kind, value, traceback):
        raised = value
        while self._callbacks:
            callback = self._callbacks.pop()
            try:
                if callback(None if raised is None else type(raised), raised, traceback if raised is value else None):
                    raised = None
            except BaseException as error:
                raised = error
        if raised is not None and raised is not value:
            raise raised
        return value is not None and raised is None


class AsyncExitStack(ExitStack):
    # What is awaited is told from the rest by what it gives.
    def push_async_exit(self, exit):
        self._callbacks.append(getattr(exit, "__aexit__", exit))
        return exit

    async def enter_async_context(self, cm):
        if not hasattr(cm, "__aenter__"):
            raise TypeError(
                "%r object does not support the asynchronous context manager protocol" % type(cm).__name__
            )
        result = await cm.__aenter__()
        self._callbacks.append(cm.__aexit__)
        return result

    def push_async_callback(self, callback, *args, **kwargs):
        async def call(kind, value, traceback):
            await callback(*args, **kwargs)

        self._callbacks.append(call)
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, kind, value, traceback):
        raised = value
        while self._callbacks:
            callback = self._callbacks.pop()
            try:
                if await callback(
                    None if raised is None else type(raised), raised, traceback if raised is value else None
                ):
                    raised = None
            except BaseException as error:
                raised = error
        if raised is not None and raised is not value:
            raise raised
        return value is not None and raised is None
