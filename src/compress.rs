//! Files once more, compressed, for servers that send them as they lie there.
//!
//! The same file is always the same bytes: no time and no name goes into it.

use std::io::Write as _;

use brotli::enc::BrotliEncoderParams;
use flate2::write::GzEncoder;

use crate::model::hosting::{Encoding, is_compressible};
use crate::model::site::Output;

/// So many bytes fit into one packet anyway.
const SMALLEST: usize = 1024;

/// A file in each of the encodings, where that makes it shorter.
pub fn compressed(output: &Output, encodings: &[Encoding]) -> Vec<Output> {
    let bytes = &output.bytes;
    if bytes.len() < SMALLEST || !is_compressible(&output.url) {
        return Vec::new();
    }
    let encoded = |encoding: &Encoding| {
        let url = format!("{}.{}", output.url, encoding.ending());
        Some(Output { url, bytes: encode(bytes, *encoding)? })
    };
    let outputs = encodings.iter().filter_map(encoded);
    outputs.filter(|encoded| encoded.bytes.len() < bytes.len()).collect()
}

/// The bytes in an encoding. Writing to memory does not fail.
fn encode(bytes: &[u8], encoding: Encoding) -> Option<Vec<u8>> {
    match encoding {
        Encoding::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
            encoder.write_all(bytes).ok()?;
            encoder.finish().ok()
        }
        Encoding::Brotli => {
            let mut out = Vec::new();
            // The two levels above take ten times as long for a twentieth less.
            let params = BrotliEncoderParams { quality: 9, ..BrotliEncoderParams::default() };
            brotli::BrotliCompress(&mut &*bytes, &mut out, &params).ok()?;
            Some(out)
        }
        Encoding::Zstd => zstd::bulk::compress(bytes, 19).ok(),
    }
}
