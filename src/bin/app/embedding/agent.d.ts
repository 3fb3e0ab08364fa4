// The types of agent.js, described in docs/embedding.md.

/** JSON Schema, draft 2020-12. */
export type Schema = Record<string, unknown>;

/** Any plain data. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** What fails is an `Error` with a code that stays. */
export interface AgentError extends Error {
  readonly name: "AgentError";
  readonly code: string;
  readonly context: Record<string, Json>;
}

/** What a function that Python can call says of itself. */
export interface ToolDescription {
  description?: string;
  /** Of an object; its properties are the parameters, in their order. */
  input?: Schema;
  output?: Schema;
  /** Gets the arguments by name. What it throws is a `ToolError` in Python. */
  run(input: any): unknown;
}

export interface Tool extends ToolDescription {
  /** A Python identifier. */
  name: string;
  /** Whether a call changes something beyond its result: true unless it is said otherwise. */
  sideEffects?: boolean;
  /** Whether a call may be made: always unless it is said otherwise. */
  permission?: "always" | "ask" | "never";
}

/** A text that was attached, or that code has made. */
export interface Artifact {
  name: string;
  text: string;
}

export interface Answer {
  value: Json;
  /** For reading, in Markdown. */
  text: string;
}

export interface AgentOptions {
  /** As in docs/embedding.md; all have defaults. */
  settings?: Record<string, unknown>;
  /** Goes to the provider's address and nowhere else. */
  key?: string;
  onEvent?(event: { type: string; [field: string]: Json }): void;
  /** What a store could not keep; `null` once it has everything again. */
  onStoreProblem?(problem: AgentError | null): void;
  /** Answers the questions of tools. */
  askUser?(question: string, choices: string[]): string | Promise<string>;
  /** Whether a call may be made of a tool that asks: `true`, `"always"`, `false`, or why not. */
  approve?(tool: string, args: Record<string, Json>): boolean | string | Promise<boolean | string>;
  /** Say what is wrong with an answer, as text; anything else accepts it. */
  checks?: ((answer: Answer) => unknown)[];
  /** Whether the tools of the page are offered, too. */
  standardTools?: boolean;
  /** Keys of the search services that the settings name. Each goes to its service. */
  searchKeys?: Partial<Record<"tavily" | "brave" | "jina" | "searxng" | "wikipedia", string>>;
  /** The Python session to go on with, as `snapshot()` gave it. */
  session?: Uint8Array;
}

export interface Call {
  id: number;
  name: string;
  arguments: Record<string, Json>;
  result: Json | null;
  error: string | null;
  durationMs: number;
}

/** What Python shows: `display(value)` and `plot`. Docs say what a chart and a table hold. */
export interface Display {
  title?: string;
  content:
    | { kind: "text" | "markdown"; text: string }
    | { kind: "table"; table: { columns: string[]; rows: (null | boolean | number | string)[][]; of_rows?: number } }
    | { kind: "json"; value: Json }
    | { kind: "image"; image: { base64: string; alternative?: string } }
    | { kind: "chart"; chart: {
        chart: "line" | "bar" | "scatter" | "histogram" | "pie";
        x: number[] | string[];
        series: { name: string; values: (number | null)[] }[];
        x_label?: string;
        y_label?: string;
      } };
}

export interface Step {
  number: number;
  id: number;
  request: Json;
  state:
    | "replying" | "running" | "abandoned" | "completed" | "answered" | "refused"
    | "written" | "raised" | "killed" | "no_code";
  reply: string;
  reasoning: string;
  code: string | null;
  calls: Call[];
  stdout: string;
  stderr: string;
  displays: Display[];
  value: string | null;
  error: string | null;
  answer: Answer | null;
  observation: string;
  /** Once the provider has told it. */
  usage: { inputTokens: number; cachedInputTokens: number; outputTokens: number } | null;
  replyMs: number;
  executingMs: number;
}

/** How a run ended. A failure has the code of its error. */
export type RunEnd =
  | { type: "answered"; answer: Answer }
  | { type: "step_limit"; limit: number; answer: Answer | null }
  | { type: "token_limit" | "cost_limit"; limit: number; spent: number }
  | { type: "stopped" }
  | { type: "failed"; reason: string; code?: string };

export class Agent {
  private constructor();
  /** In the store that keeps the conversation, if one does. */
  readonly id: string | undefined;
  static create(goal: string, options?: AgentOptions): Agent;
  static resume(events: unknown[], options?: AgentOptions): Agent;
  static import(text: string, options?: AgentOptions): Agent;
  step(tools?: Tool[], options?: { canStop?: boolean }): Promise<Answer | null>;
  run(tools?: Tool[], options?: { canStop?: boolean }): Promise<RunEnd>;
  ask(question: string): Promise<void>;
  attach(name: string, text: string): Promise<void>;
  getArtifacts(): Artifact[];
  raiseLimits(): Promise<void>;
  repeatCode(): Promise<boolean>;
  snapshot(): Promise<Uint8Array | undefined>;
  steer(text: string): Promise<void>;
  stop(): void;
  getSteps(): Step[];
  getEvents(): unknown[];
  export(): Promise<string>;
  free(): void;
}

/** A conversation in a store; times are milliseconds since the Unix epoch. */
export interface ConversationSummary {
  id: string;
  title: string;
  created: number;
  updated: number;
}

/** How many conversations a sync has changed in which way, and the ids of those that are not what they were. */
export interface Synced {
  taken: number;
  extended: number;
  parted: number;
  deleted: number;
  relabelled: number;
  told: number;
  changed: string[];
}

/** What devices share. */
export type SharedStore =
  | { redis: { url: string; token: string } }
  | { folder: FileSystemDirectoryHandle };

export class Store {
  private constructor();
  static open(name: string): Promise<Store>;
  list(): Promise<ConversationSummary[]>;
  delete(id: string): Promise<void>;
  createAgent(goal: string, options?: AgentOptions): Promise<Agent>;
  openAgent(id: string, options?: AgentOptions): Promise<Agent>;
  sync(shared: SharedStore): Promise<Synced>;
  free(): void;
}

export interface CodeResult {
  stdout: string;
  stderr: string;
  displays: Display[];
  value: string | null;
  /** `code` where it was not Python that raised. */
  error: { type: string; code: string | null; message: string; traceback: string } | null;
  durationMs: number;
}

export class PythonSandbox {
  private constructor();
  static create(limits?: Record<string, number>): Promise<PythonSandbox>;
  expose(name: string, tool: ToolDescription): Promise<void>;
  exposeTool(name: string, parameters: string[], run: (input: any) => unknown): Promise<void>;
  runCode(source: string): Promise<CodeResult>;
  snapshot(): Promise<Uint8Array | undefined>;
  restore(bytes: Uint8Array): Promise<void>;
  listFiles(): Promise<{ path: string; bytes: number; modified: number }[]>;
  readFile(path: string): Promise<Uint8Array>;
  addFile(path: string, content: Uint8Array): Promise<void>;
  removeFile(path: string): Promise<void>;
  free(): void;
}
