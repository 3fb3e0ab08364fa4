//! OpenAI Chat Completions, streamed.
