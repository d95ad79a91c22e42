//! Which files are pictures, by their names.

/// The endings of files that browsers show as pictures. Others are links.
const PICTURES: [&str; 9] = ["png", "jpg", "jpeg", "jfif", "gif", "svg", "webp", "avif", "bmp"];

/// The endings of pictures that browsers do not show: those of telephones and of scanners.
const UNSHOWN: [&str; 4] = ["heic", "heif", "tif", "tiff"];

/// Whether a file is a picture that a page shows, by its name.
pub fn is_picture(name: &str) -> bool {
    has_ending(name, &PICTURES)
}

/// Whether a file is a picture that browsers do not show, by its name.
pub fn is_unshown(name: &str) -> bool {
    has_ending(name, &UNSHOWN)
}

fn has_ending(name: &str, endings: &[&str]) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
