//! Texts of the whole page, and those that many places have.

use crate::texts::texts;

texts! { common:
    answer = "Answer";
    attached = "Attached";
    cancel = "Cancel";
    close = "Close";
    console = "Console";
    conversation = "Conversation";
    conversations = "Conversations";
    copied = "Copied";
    copy = "Copy";
    delete = "Delete";
    download = "Download";
    export = "Export";
    export_html = "Export as a web page";
    export_markdown = "Export as Markdown";
    file_of_conversations = "File of conversations";
    files = "Files";
    forget = "Forget";
    imported(#) = "Imported {#} conversation." | "Imported {#} conversations.";
    kept_key(key) = "{key} (kept; type to replace)";
    light_and_dark = "Change between light and dark";
    loading = "Loading…";
    log = "Log";
    name = "Name";
    new_question = "New question";
    not_imported(problem) = "Nothing was imported: {problem}.";
    only_beginning = "Only the beginning is shown.";
    prompt_templates = "Prompt templates";
    python_code = "Python code";
    question = "Question";
    save = "Save";
    save_refused = "The browser refused to save it.";
    search = "Search";
    search_conversations = "Search conversations";
    settings = "Settings";
    stop = "Stop";
    take_tour = "Take the tour";
    try_again = "Try again";
    undo = "Undo";
    variables = "Variables";
}

texts! { figures:
    bytes(#) = "{#} byte" | "{#} bytes";
    decimal_mark = ".";
    group_mark = ",";
    more_characters(#) = "{#} more character" | "{#} more characters";
    more_lines(#) = "{#} more line" | "{#} more lines";
    tokens(#) = "{#} token" | "{#} tokens";
}

texts! { notices:
    allow = "Allow";
    deleted(title) = "Deleted “{title}”";
    folder_asks(name) = "Conversations are not being kept in the folder “{name}” until you allow it again.";
    format_html = "Web page (HTML)";
    format_json = "JSON, with all that Python knows";
    format_light = "Small JSON, to share";
    later = "Later";
    new_version = "A new version of this page is ready.";
    not_merged(problem) = "Not merged with your other devices: {problem}. It is tried again when something changes.";
    not_saved(problem) = "Conversations are not being saved: {problem}. They are kept until this tab is closed.";
    ok = "OK";
    python_not_saved(problem) = "What Python knows is not being saved: {problem}. The conversation goes on; after a reload its names are gone.";
    recording = "Recording";
    save_shortened = "Save it so";
    settings_not_used(problem) = "The stored settings cannot be used, so the defaults are in force. What is stored stays, keys included, until you save the settings. {problem}";
    shortened(whole, parts) = "Too large to send ({whole}). In the file, long parts are left out of: {parts}.";
    shortened_displays(#) = "{#} picture, table or chart" | "{#} pictures, tables or charts";
    shortened_documents(#) = "{#} document" | "{#} documents";
    shortened_outputs(#) = "{#} output" | "{#} outputs";
    stop_first = "Stop the work first, or let it end. Conversations are kept.";
    taken_back = "What came after counts no more.";
    use_now = "Use it now";
}

texts! { session:
    browser_refused_file = "The browser did not save the file.";
    browser_refused_storage = "The browser's storage refused. Nothing has changed; try again.";
    deleted_elsewhere = "This conversation was deleted on another device.";
    deleted_in_tab = "This conversation was deleted in another tab.";
    language_not_loaded(reason) = "The language could not be loaded: {reason}.";
    not_loaded = "A part of this page could not be loaded. Check the connection and try again; reload the page if it has been updated meanwhile.";
    nothing_to_undo = "There is nothing to undo.";
    parts_not_read = "Parts of this conversation cannot be read. They are left out here and in what is exported or merged, and stay on this device. If a newer version of this page wrote them, reloading helps.";
    python_not_kept = "What Python knew at that step is not kept on this device: choose another step.";
    step_gone = "That step is not there any more. Reload the page to see the conversation as it is.";
    stop_first = "The conversation is at work. Stop it first.";
}

texts! { unsupported:
    chrome = "Chrome or Edge 137 or later";
    firefox = "Firefox 153 or later";
    heading = "This browser cannot run the sandbox yet";
    nothing_sent = "Nothing was loaded or sent.";
    safari = "Safari 27 or later";
    why = "Python runs here in WebAssembly and waits for its tools through JavaScript Promise Integration (JSPI), which this browser does not have. Please open the page in one of these:";
}
