//! Texts of the agent's work: runs, steps, calls, and what can be done with them.

use crate::texts::texts;

texts! { calls:
    at_once(count, time) = "{count} at once · {time}";
    cut_off = "cut off";
    failed_after(time) = "✗ failed · {time}";
    in_place_of_earlier = "in place of an earlier call";
    recorded = "recorded";
    running = "running…";
    running_together = "running";
    show_more(#) = "Show {#} more call" | "Show {#} more calls";
    waits_for_you = "waits for you";
}

texts! { documents:
    added = "Added";
    call_failed(reason) = "failed: {reason}";
    chart(what) = "Chart: {what}";
    conversation = "Conversation";
    cost_limit = "The limit of the cost was reached.";
    document = "Document";
    ended = "Ended";
    error = "Error";
    errors_printed = "Errors printed";
    exported(date) = "Exported {date}";
    failed(reason) = "It failed: {reason}";
    interrupted = "It is not finished.";
    more_rows(#) = "{#} more row" | "{#} more rows";
    no_code = "The reply held neither code nor an answer.";
    not_accepted = "The answer was not accepted";
    not_finished = "It was not finished.";
    output = "Output";
    picture(what) = "Picture: {what}";
    step_limit(#) = "The limit of {#} step was reached." | "The limit of {#} steps was reached.";
    steps(#) = "{#} step" | "{#} steps";
    stopped = "It was stopped.";
    token_limit(#) = "The limit of {#} token was reached." | "The limit of {#} tokens was reached.";
    tool_call = "Tool call";
    value = "Value";
}

texts! { output:
    cut_at_length(setting) = "The reply was cut at its length limit before it was complete, so nothing was run; the model was asked to write less. “{setting}” in Settings can allow more.";
    cut_by_filter = "The provider's content filter cut the reply before it was complete, so nothing was run.";
    line_of_step(step, line) = "(step {step}, line {line})";
    no_code = "The reply held neither code nor an answer; the model was reminded of the form.";
    not_accepted(reason) = "The answer was not accepted: {reason}";
    not_yet = "The answer was not accepted: this step may not give it yet. The model was asked to go on.";
}

texts! { past:
    ask_again = "Ask again";
    copy_code = "Copy code";
    copy_question = "Copy question";
    copy_reply = "Copy reply";
    edit_and_ask = "Edit and ask again";
    edit_and_run = "Edit and run the code";
    editing(place, question) = "Editing question {place}, “{question}”. When you send it, the question and what came after it are taken back.";
    fork = "Go on from here in a new conversation";
    rewind = "Go back to here";
}

texts! { questions:
    allow_always = "Always in this conversation";
    allow_once = "Allow once";
    arguments = "Arguments";
    asks_permission = "A call that waits for your permission";
    left_waiting = "The page was closed while this waited for you; the call has not been made. When you have answered, the code of this step runs again from its start.";
    may_be_called = "May {tool} be called?";
    refuse = "Refuse";
    send_answer = "Answer";
    to_you = "A question to you";
    why_not = "Why not, for the model (optional)";
    why_not_short = "Why not (optional)";
    your_answer = "Your answer";
}

texts! { requests:
    arriving(status) = "{status}, still arriving";
    copy_as_curl = "Copy as cURL";
    copy_refused = "The browser refused";
    for_models = "List of models";
    for_title = "Title";
    for_trial = "Connection test";
    in_time(status, time) = "{status} in {time}";
    key_left_out = "Kept in memory until this page is closed. The key is left out: in its place stands $API_KEY.";
    label = "Requests and answers";
    no_answer = "no answer yet";
    none = "Nothing was sent to a model since this page was opened.";
    received = "Received";
    request = "Request";
    sent = "Sent";
    what_was_sent = "What was sent to the model";
}

texts! { run:
    best_answer(#) = "The limit of {#} step at a time was reached. This is the best answer from what was known by then." | "The limit of {#} steps at a time was reached. This is the best answer from what was known by then.";
    code_cut_off = "The code was cut off, and what it did in Python is taken back. Run it again, or go on: then the model is asked anew.";
    continue_ = "Continue";
    cost(amount) = "cost {amount}";
    cost_spent(spent, limit) = "This question has cost {spent}; your limit is {limit}. Continue allows as much again.";
    documents = "Documents";
    failed_at(step) = "Failed at step {step}";
    in_flight(calls) = "{calls} was under way and may have been done. Before it is done again, you are asked.";
    interrupted = "The page was closed while this was under way. Everything up to then is kept.";
    interrupted_at(step) = "Interrupted at step {step}";
    no_answer(#) = "The limit of {#} step at a time was reached. There is no answer; the limit is in Settings." | "The limit of {#} steps at a time was reached. There is no answer; the limit is in Settings.";
    offline = "This device is offline. Connect it to a network, then retry.";
    over_budget(#) = "Budget spent after {#} step" | "Budget spent after {#} steps";
    paused_after(#) = "Paused after {#} step" | "Paused after {#} steps";
    question(place) = "Question {place}";
    recorded_replies = "recorded replies";
    repeat_code = "Run the code again";
    retry = "Retry";
    show_earlier(#) = "Show {#} earlier step" | "Show {#} earlier steps";
    solved_in(#) = "Solved in {#} step" | "Solved in {#} steps";
    starting = "Starting";
    step_limit(#) = "Step limit reached after {#} step" | "Step limit reached after {#} steps";
    stopped = "Stopped. What was done so far is kept.";
    stopped_after(#) = "Stopped after {#} step" | "Stopped after {#} steps";
    tokens_spent(#, limit) = "This question has used {#} token; your limit is {limit}. Continue allows as much again." | "This question has used {#} tokens; your limit is {limit}. Continue allows as much again.";
    tool_calls(#) = "{#} tool call" | "{#} tool calls";
    working(step) = "Working · step {step}";
    working_of(step, most) = "Working · step {step} of at most {most}";
}

texts! { step:
    added(text) = "You added: {text}";
    answer_as_prose = "Answer as prose";
    best_answer = "Best answer at the limit";
    made = "Made";
    new_session(reason) = "A new Python session: {reason}";
    not_finished = "not finished";
    plan = "Plan";
    ran_in_console = "You ran code in the console";
    reasoning = "Reasoning";
    recorded_reply = "recorded reply";
    running = "running…";
    step(number) = "Step {number}";
    summary = "Summary of older steps";
    waiting = "waiting…";
    writing = "writing…";
}
