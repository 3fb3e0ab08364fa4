# The final answer.
class _FinalAnswer(BaseException):
    # Ends the code. Nothing that the code does after it takes the answer back.
    pass


def final_answer(value):
    # Gives the answer and ends the code. What is not plain data is given as its str.
    given, reason = _ask("answer", _dumps(_lenient(value)))
    if not given:
        raise RuntimeError(reason)
    raise _FinalAnswer("the final answer was given")
