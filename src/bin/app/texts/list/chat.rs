//! Texts of the conversation: the question box, answers, and what belongs to them.

use crate::texts::texts;

texts! { answer:
    copy_refused = "The browser refused to copy";
}

texts! { artifacts:
    as_text = "As text";
    attach = "Attach";
    attach_hint = "Attach text files (txt, md, csv, json, html, py); or drop or paste them";
    content = "Content";
    download_has_all = "Only the beginning is shown. The download has all of it.";
    pasted_name(number) = "pasted {number}.txt";
    plain_text = "text";
    remove(name) = "Remove {name}";
}

texts! { code:
    copy_not_allowed = "Not allowed";
}

texts! { composer:
    add_to_question = "Add to this question";
    add_to_question_hint = "The next step reads it (Enter)";
    ask_after = "Ask after it";
    ask_after_hint = "Asked when this question is answered";
    ask_first = "Ask a question";
    ask_next = "Ask the next question";
    ask_while_working = "Add something for the next step";
    choose_model = "Choose a model";
    elsewhere = "Another tab is at work on this conversation. You follow it here.";
    key_goes_to(host) = "Your key goes to {host} only.";
    key_will_go = "Your key will go to your provider only.";
    sealed = "Python runs sealed in this tab.";
    send = "Send";
}

texts! { context:
    about = "about";
    by_tokenizer = "by OpenAI's tokenizer";
    hint = "How full the model's context window is";
    instructions = "Instructions and tools";
    observations = "Observations";
    percent(percent) = "Context {percent} %";
    questions = "Your questions";
    replies = "The model's replies";
    summary = "Summary of older steps";
    used(tokens, limit, exactness) = "{tokens} of {limit} tokens, {exactness}";
    window = "Context window";
}

texts! { conversation:
    opening = "Opening the conversation…";
    to_end = "To the end";
}

texts! { diagram:
    architecture = "Architecture diagram";
    block = "Block diagram";
    c4 = "C4 diagram";
    class = "Class diagram";
    diagram = "Diagram";
    entity_relationship = "Entity relationship diagram";
    failed = "Drawing it failed.";
    flowchart = "Flowchart";
    gantt = "Gantt chart";
    git_graph = "Git graph";
    journey = "User journey";
    kanban = "Kanban board";
    mindmap = "Mind map";
    named(kind, said) = "{kind}: {said}";
    not_drawn(reason) = "Shown as its source. {reason}";
    packet = "Packet diagram";
    pie = "Pie chart";
    quadrant = "Quadrant chart";
    radar = "Radar chart";
    refused(reason) = "The source is not understood: {reason}";
    requirement = "Requirement diagram";
    sankey = "Sankey diagram";
    sequence = "Sequence diagram";
    show_diagram = "Show diagram";
    show_source = "Show source";
    state = "State diagram";
    timeline = "Timeline";
    too_large = "The diagram is too large to be drawn.";
    too_long = "The source is too long to be drawn.";
    too_slow = "Drawing it took too long.";
    treemap = "Treemap";
    xy_chart = "XY chart";
}

texts! { displays:
    chart = "the chart";
    chart_data = "the chart's data";
    column_count = "count";
    column_from = "from";
    column_name = "name";
    column_to = "to";
    column_value = "value";
    data = "Data";
    described(what) = "This is {what}.";
    download_as(what, format) = "Download {what} as {format}";
    first_rows(shown, all) = "the first {shown} of {all} rows";
    items(#) = "{#} item" | "{#} items";
    keys(#) = "{#} key" | "{#} keys";
    more(count) = "{count} more";
    of_shown(shown, count) = "{shown} of {count} shown";
    picture = "the picture";
    picture_broken = "The picture cannot be shown: its data is broken.";
    picture_undescribed = "A picture without a description";
    rows(#) = "{#} row" | "{#} rows";
    show_more = "Show more";
    sort = "Sort";
    table = "Table";
    the_table = "the table";
}

texts! { markdown:
    back_to_text = "Back to the text";
    image(alternative) = "image: {alternative}";
    load_image = "Load this image";
    note(number) = "Note {number}";
    notes = "Notes";
}

texts! { waiting:
    label = "Messages that wait";
    next_question = "Next question";
    next_step = "Next step";
    take_back = "Take back";
}

texts! { guide:
    end = "That was the tour. Each question of yours is answered like this.";
    next = "Next question";
    next_repair = "Next: code that goes wrong.";
    next_tools = "Next: a question that takes a look at the world.";
    saw_python = "The model did not guess the number: it wrote Python, and your browser has run it, sealed in this tab. Unfold the work above the answer to see the code and what it printed.";
    saw_repair = "The first code failed. The model read the error, as you can, and repaired its code. What Python knew was still there.";
    saw_tools = "The code called a tool as a plain Python function. Its arguments, its result and its time are in the step; you can have each tool ask you first, in the settings.";
    stop(number, all) = "Stop {number} of {all}";
}

texts! { welcome:
    connect = "Connect a model.";
    connect_how = "Any OpenAI-compatible provider, or one on your own machine. A key stays in this tab and is sent to that provider only.";
    enter_provider = "Enter provider and key";
    example_cities = "Which of Oslo, Rome and Lisbon is warmest right now, and by how much?";
    example_loan = "Make a repayment table for a loan of 200,000 at 3.5 % over 20 years, by year";
    example_weather = "What's the weather in Paris?";
    heading = "Ask, and watch the answer being computed";
    look_first = "Or look first.";
    look_how = "The tour plays three questions whose replies were prepared in advance and are marked as recorded; the Python really runs.";
    what_it_does = "A language model writes Python step by step. The Python runs sealed in this tab, and you see every line, every tool call and every result.";
}
