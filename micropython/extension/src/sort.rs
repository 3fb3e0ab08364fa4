//! `list.sort`, and so `sorted`: a stable merge sort that takes runs as they are, and asks for each
//! key once. It works on a copy, so that what a key function or a comparison does to the list is
//! harmless, and an exception leaves the list as it was.

use crate::map::Map;
use crate::micropython::{
    List, Object, SORT_ARGUMENTS, VALUE_ERROR, m_free, m_malloc, mp_arg_parse_all,
    mp_call_function_1, mp_raise_msg, stack_alloc, stack_restore,
};
use crate::order::is_less;

/// The shortest run: shorter ones are made longer by insertion.
const SHORTEST_RUN: usize = 12;
/// More runs do not wait to be merged: each is longer than the two after it together.
const MOST_RUNS: usize = 64;

/// A value and what it is sorted by.
#[derive(Clone, Copy)]
#[repr(C)]
struct Item {
    key: Object,
    value: Object,
}

/// Items that are in order: where they begin, and how many they are.
#[derive(Clone, Copy)]
#[repr(C)]
struct Run {
    start: usize,
    length: usize,
}

/// What is being sorted. Lies in the memory that it refers to, as there is no stack.
#[repr(C)]
struct Sort {
    items: *mut Item,
    /// Room for as many.
    spare: *mut Item,
    runs: *mut Run,
    length: usize,
    reverse: bool,
}

/// In the place of MicroPython's: `list.sort(*, key=None, reverse=False)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn mp_obj_list_sort(
    count: usize,
    arguments: *const Object,
    keywords: *mut Map,
) -> Object {
    let parsed = stack_alloc(16);
    mp_arg_parse_all(
        count - 1,
        arguments.add(1),
        keywords,
        2,
        SORT_ARGUMENTS,
        parsed,
    );
    let key_function = *(parsed as *const Object);
    let reverse = *((parsed + 4) as *const u8) != 0;
    stack_restore(parsed + 16);
    let list = (*arguments).0 as *mut List;
    // A key is asked for even if there is nothing to compare it with.
    if (*list).length > usize::from(key_function == Object::NONE) {
        sort(list, key_function, reverse);
    }
    Object::NONE
}

unsafe fn sort(list: *mut List, key_function: Object, reverse: bool) {
    let (values, length) = ((*list).items, (*list).length);
    let of_items = length * size_of::<Item>();
    let of_runs = MOST_RUNS * size_of::<Run>();
    let memory = m_malloc(size_of::<Sort>() + of_runs + 2 * of_items);
    let sort: *mut Sort = memory.cast();
    let runs: *mut Run = sort.add(1).cast();
    let items: *mut Item = runs.add(MOST_RUNS).cast();
    sort.write(Sort {
        items,
        spare: items.add(length),
        runs,
        length,
        reverse,
    });
    let sort = &*sort;
    let mut number = 0;
    while number < length {
        let value = *values.add(number);
        sort.items.add(number).write(Item { key: value, value });
        number += 1;
    }
    if key_function != Object::NONE {
        number = 0;
        while number < length {
            let item = &mut *sort.items.add(number);
            item.key = mp_call_function_1(key_function, item.value);
            number += 1;
        }
    }
    sort.run();
    if (*list).items != values || (*list).length != length {
        raise_modified();
    }
    number = 0;
    while number < length {
        *values.add(number) = (*sort.items.add(number)).value;
        number += 1;
    }
    m_free(memory);
}

/// Raises `ValueError("list modified during sort")`.
unsafe fn raise_modified() -> ! {
    // The text is made by code, for there is no data; the exception goes on to refer to it.
    let text = m_malloc(28);
    let words = text.cast::<u32>();
    macro_rules! write {
        ($($number:literal $word:literal),*) => {
            $(words.add($number).write_unaligned(u32::from_le_bytes(*$word));)*
        };
    }
    write!(0 b"list", 1 b" mod", 2 b"ifie", 3 b"d du", 4 b"ring", 5 b" sor", 6 b"t\0\0\0");
    mp_raise_msg(VALUE_ERROR, text as usize)
}

impl Sort {
    /// Whether a later item is to be put before an earlier one.
    unsafe fn is_before(&self, later: Item, earlier: Item) -> bool {
        if self.reverse {
            is_less(earlier.key, later.key)
        } else {
            is_less(later.key, earlier.key)
        }
    }

    unsafe fn run(&self) {
        let mut waiting = 0;
        let mut start = 0;
        while start < self.length {
            let run = self.next_run(start);
            self.runs.add(waiting).write(run);
            waiting += 1;
            start += run.length;
            waiting = self.merge_waiting(waiting);
        }
        while waiting > 1 {
            waiting = self.merge_last(waiting, self.shorter_side(waiting));
        }
    }

    /// Takes the items from here on that are in order, or reverses them if they are in none but the
    /// opposite. Short runs are filled up.
    unsafe fn next_run(&self, start: usize) -> Run {
        let mut end = start + 1;
        if end < self.length {
            let is_falling = self.is_before(*self.items.add(end), *self.items.add(start));
            end += 1;
            while end < self.length
                && self.is_before(*self.items.add(end), *self.items.add(end - 1)) == is_falling
            {
                end += 1;
            }
            if is_falling {
                self.reverse_order(start, end);
            }
        }
        while end < self.length && end - start < SHORTEST_RUN {
            self.insert(start, end);
            end += 1;
        }
        Run {
            start,
            length: end - start,
        }
    }

    unsafe fn reverse_order(&self, mut start: usize, mut end: usize) {
        while start + 1 < end {
            end -= 1;
            self.items.add(start).swap(self.items.add(end));
            start += 1;
        }
    }

    /// Puts an item into the sorted ones before it.
    unsafe fn insert(&self, start: usize, place: usize) {
        let item = *self.items.add(place);
        let (mut low, mut high) = (start, place);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.is_before(item, *self.items.add(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        let to = self.items.add(low);
        core::ptr::copy(to, to.add(1), place - low);
        *to = item;
    }

    unsafe fn length_of(&self, run: usize) -> usize {
        (*self.runs.add(run)).length
    }

    /// Merges until each waiting run is longer than the two after it together.
    unsafe fn merge_waiting(&self, mut waiting: usize) -> usize {
        while waiting > 1 {
            let last = self.length_of(waiting - 1);
            let before = self.length_of(waiting - 2);
            let is_in_order = before > last
                && (waiting < 3 || self.length_of(waiting - 3) > before + last)
                && (waiting < 4
                    || self.length_of(waiting - 4) > self.length_of(waiting - 3) + before);
            if is_in_order {
                break;
            }
            waiting = self.merge_last(waiting, self.shorter_side(waiting));
        }
        waiting
    }

    /// Which run to merge with the one after it: the one before the last, or the one before that if
    /// it is shorter than the last.
    unsafe fn shorter_side(&self, waiting: usize) -> usize {
        if waiting > 2 && self.length_of(waiting - 3) < self.length_of(waiting - 1) {
            waiting - 3
        } else {
            waiting - 2
        }
    }

    /// Merges a run with the one after it.
    unsafe fn merge_last(&self, waiting: usize, number: usize) -> usize {
        let left = *self.runs.add(number);
        let right = *self.runs.add(number + 1);
        self.merge(left, right);
        (*self.runs.add(number)).length = left.length + right.length;
        if number + 3 == waiting {
            *self.runs.add(number + 1) = *self.runs.add(number + 2);
        }
        waiting - 1
    }

    unsafe fn merge(&self, left: Run, right: Run) {
        let mut to = self.items.add(left.start);
        let mut later = self.items.add(right.start);
        let end = later.add(right.length);
        if !self.is_before(*later, *later.sub(1)) {
            return;
        }
        core::ptr::copy_nonoverlapping(to, self.spare, left.length);
        let mut earlier = self.spare;
        let earlier_end = earlier.add(left.length);
        while earlier < earlier_end && later < end {
            if self.is_before(*later, *earlier) {
                *to = *later;
                later = later.add(1);
            } else {
                *to = *earlier;
                earlier = earlier.add(1);
            }
            to = to.add(1);
        }
        let rest = earlier_end.offset_from(earlier) as usize;
        core::ptr::copy_nonoverlapping(earlier, to, rest);
    }
}
