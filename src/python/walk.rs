//! The one walk over the syntax tree. It hands each node to the passes that care for it; what they
//! change is added to the list of edits. Text that opens goes in before the children are visited,
//! text that closes after them, so that edits nest as the tree does.

use ruff_python_ast::token::{Token, TokenKind, Tokens};
use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{
    ExceptHandler, Expr, Int, ModModule, Number, Pattern, Stmt, StmtFunctionDef, WithItem,
};
use ruff_python_parser::Parsed;
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::checks::{self, Place, Problem};
use super::edit::{self, Edit};
use super::names::Names;
use super::private_names::PrivateScope;
use super::{
    SourceKind, annotations, attributes, calls, classes, declarations, displays, exception_groups,
    exceptions, f_strings, functions, match_statements, named_expressions, positional,
    private_names, slices, types, with_statements,
};

/// What the passes share.
pub struct Walk<'tree> {
    /// What is lowered.
    pub kind: SourceKind,
    /// The whole text.
    pub source: &'tree str,
    /// All tokens, in their order.
    pub tokens: &'tree Tokens,
    /// The whole tree.
    pub module: &'tree ModModule,
    /// What is done so far.
    pub edits: Vec<Edit>,
    /// Handlers of exceptions around the present statement, in the same function: the name of
    /// each one's exception.
    pub handled: Vec<String>,
    /// The function that the present statement is in.
    pub function: Option<&'tree StmtFunctionDef>,
    /// The class whose body the present statement is in.
    class: Option<&'tree str>,
    /// The method that the present expression is in: its class, and its first parameter.
    pub method: Option<(&'tree str, &'tree str)>,
    /// Names that the source binds, found out when a pass asks.
    pub names: Names,
    /// How many hidden names were made.
    hidden: usize,
    /// Where the present statement is.
    pub place: Place,
    /// What is wrong with the source.
    problem: Option<Problem>,
    /// Classes met so far.
    pub private_scopes: Vec<PrivateScope>,
    /// Whether annotations stay text.
    pub future_annotations: bool,
    /// Whether the present statement assigns what is a list for certain.
    pub assigns_list: bool,
}

/// Walks the tree and adds what the passes change.
///
/// # Errors
/// What is wrong with the source.
pub fn edit(
    kind: SourceKind,
    parsed: &Parsed<ModModule>,
    source: &str,
    edits: &mut Vec<Edit>,
) -> Result<(), Problem> {
    let mut walk = Walk {
        kind,
        source,
        tokens: parsed.tokens(),
        module: parsed.syntax(),
        edits: std::mem::take(edits),
        handled: Vec::new(),
        function: None,
        class: None,
        method: None,
        names: Names::default(),
        hidden: 0,
        place: Place::default(),
        problem: None,
        private_scopes: Vec::new(),
        future_annotations: false,
        assigns_list: false,
    };
    walk.visit_body(&parsed.syntax().body);
    private_names::edit(&mut walk);
    *edits = walk.edits;
    walk.problem.map_or(Ok(()), Err)
}

impl<'tree> Walk<'tree> {
    /// Puts text before an offset.
    pub fn insert(&mut self, offset: TextSize, text: impl Into<String>) {
        self.edits.push(Edit::insertion(offset.to_usize(), text));
    }

    /// Source with the edits within it, which are taken out of the list.
    pub fn take(&mut self, range: TextRange) -> String {
        let (start, end) = (range.start().to_usize(), range.end().to_usize());
        let is_within = |edit: &Edit| start <= edit.range.start && edit.range.end <= end;
        let mut within: Vec<Edit> = Vec::new();
        for mut edit in self.edits.extract_if(.., |edit| is_within(edit)) {
            edit.range = edit.range.start - start..edit.range.end - start;
            within.push(edit);
        }
        edit::apply(self.text(range), within)
    }

    /// Puts text in the place of a range.
    pub fn replace(&mut self, range: TextRange, text: impl Into<String>) {
        self.edits.push(Edit::replacement(range, text));
    }

    /// The text of a range.
    pub fn text(&self, range: TextRange) -> &'tree str {
        self.source
            .get(range.start().to_usize()..range.end().to_usize())
            .unwrap_or_default()
    }

    /// Notes what is wrong. The first problem counts.
    pub fn note(&mut self, problem: Option<Problem>) {
        self.problem = self.problem.take().or(problem);
    }

    /// The class and the first parameter of a method.
    fn method_of(&self, function: &'tree StmtFunctionDef) -> Option<(&'tree str, &'tree str)> {
        let parameters = &function.parameters;
        let first = parameters.posonlyargs.first().or(parameters.args.first())?;
        Some((self.class?, first.name().as_str()))
    }

    /// Visits the body of a loop.
    fn visit_loop(&mut self, body: &'tree [Stmt]) {
        let place = self.place;
        self.place.in_loop = true;
        self.visit_body(body);
        self.place = place;
    }

    /// The tokens that start at an offset or after it.
    pub fn tokens_from(&self, offset: TextSize) -> &'tree [Token] {
        let first = self.tokens.partition_point(|token| token.start() < offset);
        self.tokens.get(first..).unwrap_or_default()
    }

    /// The tokens within a range.
    pub fn tokens_in(&self, range: TextRange) -> &'tree [Token] {
        let tokens = self.tokens_from(range.start());
        let length = tokens.partition_point(|token| token.end() <= range.end());
        tokens.get(..length).unwrap_or_default()
    }

    /// The first token of a kind within a range.
    pub fn find(&self, kind: TokenKind, range: TextRange) -> Option<TextRange> {
        self.tokens_in(range)
            .iter()
            .find(|token| token.kind() == kind)
            .map(Ranged::range)
    }

    /// Whether an offset is within brackets, where a line may break.
    pub fn is_in_brackets(&self, offset: TextSize) -> bool {
        let before = self.tokens.partition_point(|token| token.start() < offset);
        let tokens = self.tokens.get(..before).unwrap_or_default();
        let depth = tokens.iter().fold(0i32, |depth, token| match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth + 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => depth - 1,
            _ => depth,
        });
        depth > 0
    }

    /// A name that no program uses.
    pub fn hidden_name(&mut self, what: &str) -> String {
        self.hidden += 1;
        format!("__{what}_{}__", self.hidden)
    }

    /// As many line breaks as a range has: text in its place keeps its lines.
    pub fn line_breaks(&self, range: TextRange) -> String {
        "\n".repeat(self.text(range).matches('\n').count())
    }
}

impl Walk<'_> {
    /// MicroPython leaves out what stands below `if False` and `while 0`, also the `yield` that makes a
    /// function a generator. An empty list is no constant to it.
    fn keep_body(&mut self, test: &Expr) {
        let text = match test {
            Expr::BooleanLiteral(literal) if !literal.value => "[]   ",
            Expr::NumberLiteral(literal) if literal.value == Number::Int(Int::ZERO) => "[]",
            _ => return,
        };
        if self.place.in_function {
            self.replace(test.range(), text);
        }
    }
}

impl<'tree> Visitor<'tree> for Walk<'tree> {
    fn visit_stmt(&mut self, statement: &'tree Stmt) {
        self.assigns_list = false;
        self.note(checks::statement(statement, self.place));
        match statement {
            Stmt::Match(statement) => return match_statements::edit(self, statement),
            Stmt::FunctionDef(function) => {
                functions::edit(self, function);
                positional::edit(self, function);
                self.note(checks::parameters(&function.parameters));
                let method = self.method_of(function);
                let method_around = std::mem::replace(&mut self.method, method);
                let class_around = self.class.take();
                let handled = std::mem::take(&mut self.handled);
                let around = self.function.replace(function);
                let place = self.place;
                self.place = Place {
                    in_function: true,
                    in_loop: false,
                };
                visitor::walk_stmt(self, statement);
                self.place = place;
                self.function = around;
                self.handled = handled;
                self.method = method_around;
                self.class = class_around;
                return;
            }
            Stmt::For(each) => {
                displays::edit_bare_tuples(self, statement);
                self.visit_expr(&each.iter);
                self.visit_expr(&each.target);
                self.visit_loop(&each.body);
                return self.visit_body(&each.orelse);
            }
            Stmt::If(statement) => {
                self.keep_body(&statement.test);
                for clause in &statement.elif_else_clauses {
                    clause.test.iter().for_each(|test| self.keep_body(test));
                }
            }
            Stmt::While(statement) => {
                self.keep_body(&statement.test);
                self.visit_expr(&statement.test);
                self.visit_loop(&statement.body);
                return self.visit_body(&statement.orelse);
            }
            Stmt::ClassDef(class) => {
                classes::edit(self, class);
                private_names::note_class(self, class);
                let handled = std::mem::take(&mut self.handled);
                let place = std::mem::take(&mut self.place);
                let around = self.function.take();
                let class_around = self.class.replace(class.name.as_str());
                visitor::walk_stmt(self, statement);
                self.class = class_around;
                self.place = place;
                self.function = around;
                self.handled = handled;
                return;
            }
            Stmt::Global(_) | Stmt::Nonlocal(_) => {
                self.note(declarations::check(self.module, statement));
            }
            Stmt::ImportFrom(import) => annotations::edit_future_import(self, import),
            Stmt::TypeAlias(alias) => return types::edit_alias(self, alias),
            Stmt::Assign(assignment) => {
                types::edit_union(self, assignment);
                self.assigns_list = slices::is_list(&assignment.value);
            }
            Stmt::With(with) => with_statements::edit(self, with),
            Stmt::Try(statement) if statement.is_star => {
                return exception_groups::edit(self, statement);
            }
            Stmt::Raise(raise) => return exceptions::edit_raise(self, raise),
            _ => {}
        }
        displays::edit_bare_tuples(self, statement);
        visitor::walk_stmt(self, statement);
    }

    fn visit_except_handler(&mut self, handler: &'tree ExceptHandler) {
        exceptions::edit_handler(self, handler);
    }

    fn visit_expr(&mut self, expression: &'tree Expr) {
        match expression {
            Expr::FString(string) => f_strings::edit(self, string),
            Expr::Subscript(subscript) => slices::edit(self, subscript),
            Expr::Attribute(attribute) => attributes::edit(self, attribute),
            Expr::Call(call) => calls::edit(self, call),
            Expr::List(_) | Expr::Tuple(_) | Expr::Set(_) | Expr::Dict(_) => {
                displays::edit(self, expression);
            }
            Expr::Lambda(lambda) => {
                if let Some(parameters) = &lambda.parameters {
                    self.note(checks::parameters(parameters));
                    functions::edit_parameters(self, parameters);
                }
                positional::edit_lambda(self, lambda);
                let place = self.place;
                self.place.in_function = true;
                let method = self.method.take();
                visitor::walk_expr(self, expression);
                self.method = method;
                self.place = place;
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                self.note(checks::yielding(expression, self.place));
                visitor::walk_expr(self, expression);
            }
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => {
                let method = self.method.take();
                named_expressions::edit_comprehension(self, expression);
                self.method = method;
            }
            Expr::Named(_) => named_expressions::edit(self, expression),
            _ => visitor::walk_expr(self, expression),
        }
    }

    fn visit_annotation(&mut self, _: &'tree Expr) {
        // MicroPython parses annotations and does not evaluate them.
    }

    fn visit_pattern(&mut self, _: &'tree Pattern) {
        // Written anew by the pass for `match`.
    }

    fn visit_with_item(&mut self, item: &'tree WithItem) {
        visitor::walk_with_item(self, item);
    }
}

#[cfg(test)]
mod tests {
    use crate::python::tests::check;

    #[test]
    fn what_stands_below_false_in_a_function_is_kept() {
        check(
            "def f():\n    if False: yield\n    while 0: yield\n",
            "def f():\n    if []   : yield\n    while []: yield\n",
        );
        check("if False: pass", "if False: pass");
    }
}
