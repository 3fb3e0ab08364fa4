//! The order in which the compiler has things computed.

use crate::micropython::{compile_node, mp_emit_bc_rot_two};

/// Where the compiler's state holds what writes the code.
const EMITTER: usize = 36;

/// In the place of MicroPython's, which has the value of a dictionary's item computed before the key.
/// That tells nothing where one of the two is a name or a constant.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn compile_dictorsetmaker_item(compiler: usize, item: usize) {
    // After the kind and the number of nodes.
    let key = *((item + 8) as *const usize);
    let value = *((item + 12) as *const usize);
    if is_leaf(key) || is_leaf(value) {
        compile_node(compiler, value);
        compile_node(compiler, key);
        return;
    }
    compile_node(compiler, key);
    compile_node(compiler, value);
    mp_emit_bc_rot_two(*((compiler + EMITTER) as *const usize));
}

/// Whether a node of the syntax tree has no nodes of its own.
fn is_leaf(node: usize) -> bool {
    node & 3 != 0
}
