//! What MicroPython keeps of itself, for the most part in `mp_state_ctx`: its stacks, its heap, the
//! interned strings.

use crate::micropython::Object;

/// The C stack's upper end, as MicroPython met it: in `mp_state_ctx`.
pub const STACK_TOP: *const usize = 185_108 as *const usize;

/// Bytes of the C stack that are surely there: `boot.mjs` gives it 2 MB, and uses some itself before
/// MicroPython looks.
pub const STACK_BYTES: usize = (2 << 20) - 4096;

/// Python's own stack, where the frames' locals are: in `mp_state_ctx`.
pub const PYTHON_STACK: *mut PythonStack = (185_108 + 8) as *mut PythonStack;

/// See [`PYTHON_STACK`].
#[repr(C)]
#[derive(Clone, Copy)]
pub struct PythonStack {
    start: *mut u8,
    pub end: *mut u8,
    /// From here on nothing is in use.
    pub free: *mut u8,
}

/// The dictionary of the module whose code is running: in `mp_state_ctx`.
pub const GLOBALS: *mut usize = (185_108 + 28) as *mut usize;

/// Where the next exception is caught: in `mp_state_ctx`.
pub const CATCHING: *mut *mut Catching = (185_108 + 32) as *mut *mut Catching;

/// A place where exceptions are caught.
#[repr(C)]
pub struct Catching {
    pub previous: *mut Catching,
    pub caught: Object,
    /// What `setjmp` has kept.
    pub registers: [usize; 39],
    pub python_stack: *mut u8,
}

/// The heap's first area: in `mp_state_ctx`.
pub const HEAP: *const Area = (185_108 + 384) as *const Area;

/// Where interned strings are, those that came last first: in `mp_state_ctx`.
pub const LAST_POOL: *const *const Pool = (185_108 + 48) as *const *const Pool;

/// A pool of interned strings.
#[repr(C)]
pub struct Pool {
    pub previous: *const Pool,
    /// The upper bit says whether it is sorted.
    before: u32,
    room: u32,
    pub length: u32,
    pub hashes: *const u16,
}

impl Pool {
    /// How many strings the pools before it have.
    pub fn before(&self) -> u32 {
        self.before & 0x7fff_ffff
    }
}

/// A part of the collector's heap.
#[repr(C)]
pub struct Area {
    pub next: *const Area,
    /// Two bits for each block: 0 where it is free.
    pub marks: *const u8,
    pub marks_length: usize,
    /// A bit for each block: whether what begins there is to be told that it is freed.
    pub finalisers: *const u8,
    /// The blocks.
    pub pool: *mut u8,
    pub pool_end: *mut u8,
    /// The byte of marks before which no block is free.
    pub free_from: usize,
    /// No block behind this one has been in use since the last collection.
    pub last_used: usize,
}

/// The first area with a free block: in `mp_state_ctx`.
pub const LAST_FREE_AREA: *mut *mut Area = (185_108 + 944) as *mut *mut Area;

/// Whether marking has passed over something for lack of room: in `mp_state_ctx`.
pub const MARKING_OVERFLOWED: *mut u32 = (185_108 + 416) as *mut u32;

/// Its lowest bit says that a collection is under way: in `mp_state_ctx`.
pub const IS_COLLECTING: *mut u16 = (185_108 + 20) as *mut u16;
