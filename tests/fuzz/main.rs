//! One target, tried with bytes that a fuzzer invents.

#![no_main]

mod sound;
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run(env!("CARGO_BIN_NAME"), data));
