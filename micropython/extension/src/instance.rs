//! Instances of classes that are written in Python: of those below several exceptions, and of those
//! with `__slots__`; and `super()`.

use crate::hook;
use crate::hooks::{lookup, word};
use crate::map::{self, Map};
use crate::micropython::{
    Object, instance_attr, mp_call_function_1, original_instance_count_native_bases,
    original_super_attr,
};

/// In the place of MicroPython's, which refuses a class below several built-in types: instances of all
/// exceptions are alike.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn instance_count_native_bases(class: Object, last: *mut Object) -> usize {
    let count = original_instance_count_native_bases(class, last);
    if count < 2 || !class.has_exceptions_only() {
        return count;
    }
    *last = class.native_base();
    1
}

/// Of classes with `__slots__`, in the slot `attr`: other attributes cannot be set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_slotted_attr(object: Object, name: usize, found: *mut [Object; 2]) {
    let is_set = (*found)[0] != Object::NULL && (*found)[1] != Object::NULL;
    if is_set {
        // After the type, the table of the instance's attributes.
        let own = map::mp_map_lookup((object.0 + 4) as *mut Map, Object::qstr(name), map::LOOKUP);
        let class = Object::small_int(object.word(0) as i32);
        if own.is_null()
            && lookup(lookup(word(hook::SLOTS), class), Object::qstr(name)) == Object::NULL
        {
            // The hook for attributes that cannot be set is asked next.
            return;
        }
    }
    instance_attr(object, name, found);
}

/// In the place of MicroPython's: an attribute of `super()`, which gives a property itself.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn super_attr(above: Object, name: usize, found: *mut [Object; 2]) {
    original_super_attr(above, name, found);
    let [member, owner] = *found;
    if owner == Object::NULL && member.is_property() {
        // After the type: the function that gets; and of `super()` the class and the object.
        let (get, object) = (Object(member.word(1)), Object(above.word(2)));
        if get != Object::NONE && !object.is_class() {
            (*found)[0] = mp_call_function_1(get, object);
        }
    }
}
