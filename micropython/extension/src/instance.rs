//! Instances of classes that are written in Python: of those below several exceptions, and of those
//! with `__slots__`; and `super()`.

use crate::hook;
use crate::hooks::{ask, lookup, set_word, word};
use crate::map::{self, Map};
use crate::micropython::{
    Object, instance_attr, mp_call_function_1, mp_call_function_n_kw, mp_obj_class_lookup,
    original_instance_count_native_bases, original_super_attr, stack_alloc, stack_restore,
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
    } else if (*found)[0] == Object::NULL && name == word(hook::DICT_NAME).0 >> 3 {
        // There is none.
        return;
    }
    instance_attr(object, name, found);
}

/// Of classes with `__getattribute__`, in the slot `attr`: that is asked for every attribute.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_watched_attr(object: Object, name: usize, found: *mut [Object; 2]) {
    if word(hook::UNWATCHED) == Object::TRUE {
        set_word(hook::UNWATCHED, Object::FALSE);
        return instance_attr(object, name, found);
    }
    let [first, value] = *found;
    let (mode, value) = if first == Object::NULL {
        (0, Object::NONE)
    } else if value != Object::NULL {
        (1, value)
    } else {
        (2, Object::NONE)
    };
    let mode_number = Object::small_int(mode);
    let answer = ask(
        hook::WATCHED_ATTRIBUTE,
        [object, Object::qstr(name), mode_number, value],
    );
    // Nothing says of what is set that it is.
    (*found)[0] = if mode == 0 { answer } else { Object::NULL };
}

/// `object.__setattr__`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn native_object_setattr(
    object: Object,
    name: Object,
    value: Object,
) -> Object {
    let class = Object::small_int(object.kind() as i32);
    if lookup(word(hook::WATCHED), class) != Object::NULL {
        return ask(hook::SET_WATCHED, [object, name, value]);
    }
    let place = stack_alloc(16) as *mut [Object; 3];
    *place = [object, name, value];
    let answer = mp_call_function_n_kw(word(hook::OBJECT_SETATTR), 3, 0, place.cast());
    stack_restore(place as usize + 16);
    answer
}

/// What MicroPython is looking for in a class.
#[repr(C)]
pub struct Lookup {
    object: Object,
    name: usize,
    slot: usize,
    found: *mut [Object; 2],
    is_of_class: bool,
}

/// The number of the interned string `__new__`.
const NEW: usize = 24;

/// Of the making of an instance, where `__init__` is looked for.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn hook_lookup_init(
    lookup: *const Lookup,
    class: Object,
    _kind: Object,
    count: usize,
    keyword_count: usize,
    _arguments: *const Object,
) {
    mp_obj_class_lookup(lookup, class);
    let found = (*lookup).found;
    if (*found)[0] != Object::NULL || count + keyword_count == 0 {
        return;
    }
    if class.native_base() != Object::NULL {
        return;
    }
    // Arguments may be for `__new__`.
    if member_of(class, NEW) == Object::NULL {
        ask(hook::NO_ARGUMENTS, [class]);
    }
}

/// What a class or one of its bases defines, or `NULL`.
pub unsafe fn member_of(class: Object, name: usize) -> Object {
    let place = stack_alloc(48);
    let found = (place + 32) as *mut [Object; 2];
    *found = [Object::NULL; 2];
    let lookup = place as *mut Lookup;
    *lookup = Lookup {
        object: Object::NULL,
        name,
        slot: 0,
        found,
        is_of_class: false,
    };
    mp_obj_class_lookup(lookup, class);
    let member = (*found)[0];
    stack_restore(place + 48);
    member
}

/// In the place of MicroPython's: an attribute of `super()`, which gives a property itself.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn super_attr(above: Object, name: usize, found: *mut [Object; 2]) {
    original_super_attr(above, name, found);
    let [member, owner] = *found;
    if owner != Object::NULL && member == word(hook::DICT_GETITEM) {
        // It asks the instance, and not its value, for `__missing__`.
        (*found)[1] = Object(above.word(2));
    }
    if owner == Object::NULL && member.is_property() {
        // After the type: the function that gets; and of `super()` the class and the object.
        let (get, object) = (Object(member.word(1)), Object(above.word(2)));
        if get != Object::NONE && !object.is_class() {
            (*found)[0] = mp_call_function_1(get, object);
        }
    }
}
