//! Texts of the list of conversations, the drawer, the palette, and the small dialogs.

use crate::texts::texts;

texts! { about:
    about = "About";
    fetching = "Fetching the list of licences…";
    licence = "Licence";
    made_of(#) = "Made of {#} package" | "Made of {#} packages";
    not_read(reason) = "The licences could not be read: {reason}.";
    version = "MicroPython Sandbox Agent, version {version}, MIT licence.";
    version_and_licences = "Version and licences";
    what_it_is = "A language model answers by writing Python, which runs sealed in this page. There is no server behind it: what you ask goes to the provider that you have chosen, and nowhere else.";
}

texts! { commands:
    all_keys = "All keys";
    all_requests = "Show all requests to models";
    command_palette = "Command palette";
    delete_this = "Delete this conversation";
    everywhere = "Everywhere";
    export_all = "Export all conversations";
    export_json = "Export as JSON, with all that Python knows";
    export_light = "Export as a small JSON, to share";
    go_to_question_box = "Go to the question box";
    import = "Import conversations";
    in_their_place = "In their place";
    key_arrows = "Move in a menu, in the palette, in the results of a search";
    key_delete = "On a conversation in the list: delete it";
    key_enter = "Send the question; while it works, add to it";
    key_enter_search = "In the search: open the first result";
    key_escape = "Close what is open, or stop the work";
    key_rename = "On a conversation in the list: rename it";
    key_shift_enter = "A new line in the question";
    key_slash = "In the empty question box: insert a template";
    key_tab = "After a template: go to its next placeholder";
    keys = "Keys";
    on_a_mac = "On a Mac, Command does what Ctrl does.";
    pin_this = "Pin or unpin this conversation";
    rename_this = "Rename this conversation";
    single_keys = "? opens this list, where nothing is being typed";
    stop_work = "Stop the work";
    toggle_console = "Show or hide the console";
    toggle_log = "Show or hide the log";
}

texts! { drawer:
    as_before_work = "As they were before the work under way.";
    at_work = "The agent is at work. Its Python session is free when it rests.";
    console_hint = "Enter runs what is complete, or a blank line does; Ctrl+Enter runs it in any case, Shift+Enter breaks the line";
    console_unused = "Python in the session that the agent uses. What you define here is there for its next step, which is told. Tools can be called as well.";
    cut_off = "cut off before its end; what it did in Python is taken back";
    delete(name) = "Delete {name}";
    download(name) = "Download {name}";
    download_all = "Download all (zip)";
    files(#) = "{#} file" | "{#} files";
    is_no_text(path) = "{path} is no text: download it to look at it";
    label = "Python session and log";
    level(level) = "Level {level}";
    no_answer = "no answer came";
    no_files = "No files yet. What Python writes with open() is here.";
    no_variables = "No variables yet.";
    run = "Run";
    size = "Size";
    sum(files, size) = "{files}, {size}";
    taken_back(reason) = "{reason}; what it did in Python is taken back";
    type_ = "Type";
    value = "Value";
    view = "View";
    view_file(name) = "View {name}";
    what_is_shown = "What is shown";
}

texts! { keys:
    ctrl = "Ctrl";
    delete = "Delete";
    enter = "Enter";
    escape = "Esc";
    shift = "Shift";
    slash_name = "/name";
}

texts! { menu:
    more_of(label) = "{label}: more";
}

texts! { palette:
    found = "Found";
    label = "Search commands, templates and conversations";
    nothing_fits = "Nothing fits. Try another word.";
    placeholder = "What would you like to do?";
    template = "Template";
}

texts! { rail:
    all_commands = "All commands (Ctrl K)";
    asking_model = "Asking the model…";
    close_list = "Close the list of conversations";
    earlier = "Earlier";
    ended_early(problem) = "The search ended early: {problem}";
    export_json = "Export as JSON";
    export_light = "Export as a small JSON";
    found(#) = "{#} conversation found" | "{#} conversations found";
    menu_of(title) = "Menu of “{title}”";
    new_question = "+ New question";
    new_question_hint = "New question (Ctrl Shift O)";
    none_yet = "Your conversations will be listed here. They stay on this device.";
    nothing_found = "Nothing has all of these words. Questions, answers and code are searched.";
    pin = "Pin";
    pinned = "Pinned";
    rename = "Rename";
    search_hint = "Search conversations (Ctrl Shift F)";
    searched(looked, all) = "Searched {looked} of {all}…";
    suggest_title = "Suggest a title";
    suggest_title_hint = "One short request to your model";
    title = "Title";
    today = "Today";
    tour = "Tour";
    unpin = "Unpin";
}

texts! { templates:
    braces_when_used = "What stands in {braces} is filled in when it is used.";
    change = "Change";
    change_named(name) = "Change /{name}";
    example_name = "summary";
    example_text = "Sum up {text} in three sentences.";
    hint = "Type / and a name in the empty question box to insert one. What stands in {braces} is filled in then.";
    name_hint = "Typed after a slash: letters, digits, - and _.";
    new = "New template";
    none = "No templates yet. Make one of a question that you ask again and again.";
    not_read(problem) = "Templates cannot be used or changed: {problem}. Those that are stored stay as they are; reload the page to try again.";
    not_put_back(problem) = "It cannot be put back: {problem}.";
    not_saved(problem) = "Not saved: {problem}.";
    remove_named(name) = "Remove /{name}";
    removed(name) = "Removed /{name}";
    templates = "Templates";
    text = "Text";
}
