//! Small pictures of large ones.
//!
//! Pictures come from strangers: their size is looked at before anything is opened, their memory is bounded, and one is opened at a
//! time. What is made is new from the pixels alone, so nothing that a camera wrote (place, time, device) is in it.

use crate::operations::ports::{Answering, Images, PortError};
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder};
use std::io::Cursor;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Longest side of a small picture, in pixels: sharp enough for a card, small enough for a page of 25 of them.
const SIDE_MAX: u32 = 320;
/// Most pixels of a picture that is opened: above what phones usually take. 120 MB at four bytes each, and as much again for what the
/// reader of a progressive JPEG keeps besides.
const PIXELS_MAX: u64 = 30_000_000;
/// Longest side of a picture that is opened, in pixels.
const OPENED_SIDE_MAX: u32 = 20_000;
/// Most memory that opening a picture may take, in bytes.
const MEMORY_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Quality of the JPEG, of 100.
const QUALITY: u8 = 80;

/// See the module.
pub struct Thumbnails {
    /// One picture at a time: more would multiply the memory.
    turns: Semaphore,
}

impl Default for Thumbnails {
    fn default() -> Self {
        Self { turns: Semaphore::new(1) }
    }
}

impl Images for Thumbnails {
    fn small(&self, picture: Vec<u8>) -> Answering<'_, Result<Option<Vec<u8>>, PortError>> {
        Box::pin(async move {
            let broke = |cause| PortError { what: "a picture cannot be made small", cause: Some(cause) };
            let _turn = self.turns.acquire().await.map_err(|error| broke(error.into()))?;
            spawn_blocking(move || small(&picture)).await.map_err(|error| broke(error.into()))
        })
    }
}

/// A small, upright JPEG; `None` for what is no picture that may be opened.
fn small(picture: &[u8]) -> Option<Vec<u8>> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(OPENED_SIDE_MAX);
    limits.max_image_height = Some(OPENED_SIDE_MAX);
    limits.max_alloc = Some(MEMORY_BYTES_MAX);
    let mut reader = ImageReader::new(Cursor::new(picture)).with_guessed_format().ok()?;
    // What the bytes are, whatever they were announced as.
    matches!(reader.format()?, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP | ImageFormat::Gif)
        .then_some(())?;
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS_MAX || decoder.total_bytes() > MEMORY_BYTES_MAX {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let opened = DynamicImage::from_decoder(decoder).ok()?;
    let fits = opened.width() <= SIDE_MAX && opened.height() <= SIDE_MAX;
    let mut reduced = if fits { opened } else { opened.thumbnail(SIDE_MAX, SIDE_MAX) };
    reduced.apply_orientation(orientation);
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, QUALITY).encode_image(&on_white(&reduced)).ok()?;
    Some(jpeg)
}

/// JPEG knows nothing transparent: what shines through is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    let picture = picture.to_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let image::Rgba([red, green, blue, alpha]) = *picture.get_pixel(x, y);
        let over_white = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX)
        };
        image::Rgb([over_white(red), over_white(green), over_white(blue)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GenericImageView as _, Rgba, RgbaImage};

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).expect("written");
        bytes.into_inner()
    }

    /// Left half red, right half blue.
    fn flag(width: u32, height: u32) -> DynamicImage {
        let colour = |x, _| if x < width / 2 { Rgba([255, 0, 0, 255]) } else { Rgba([0, 0, 255, 255]) };
        RgbaImage::from_fn(width, height, colour).into()
    }

    #[test]
    fn every_known_form_becomes_a_small_jpeg() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP, ImageFormat::Gif] {
            let large = flag(800, 400);
            let large = if format == ImageFormat::Jpeg { DynamicImage::from(large.to_rgb8()) } else { large };
            let made = small(&written(&large, format)).expect("made");
            let read = image::load_from_memory_with_format(&made, ImageFormat::Jpeg).expect("a JPEG");
            assert_eq!(read.dimensions(), (320, 160), "{format:?}");
            let Rgba([red, _, blue, _]) = read.get_pixel(10, 80);
            assert!(red > 200 && blue < 60, "{format:?}: left is red");
        }
        let tiny = small(&written(&flag(20, 10), ImageFormat::Png)).expect("made");
        assert_eq!(image::load_from_memory(&tiny).expect("a JPEG").dimensions(), (20, 10), "nothing is made larger");
    }

    #[test]
    fn what_is_transparent_is_white() {
        let clear = RgbaImage::from_pixel(8, 8, Rgba([0, 0, 0, 0])).into();
        let made = small(&written(&clear, ImageFormat::Png)).expect("made");
        let Rgba(colour) = image::load_from_memory(&made).expect("a JPEG").get_pixel(4, 4);
        assert!(colour[..3].iter().all(|part| *part > 250), "{colour:?}");
    }

    /// A JPEG with what a camera writes: turned by a quarter, and taken somewhere.
    fn turned(plain: &[u8]) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
        exif.extend_from_slice(b"SECRET-PLACE-40.7N-74.0W");
        let length = u16::try_from(exif.len() + 2).expect("short").to_be_bytes();
        [&plain[..2], &[0xFF, 0xE1], &length, &exif, &plain[2..]].concat()
    }

    #[test]
    fn pictures_stand_upright_and_tell_nothing_else() {
        let plain = written(&DynamicImage::from(flag(800, 400).to_rgb8()), ImageFormat::Jpeg);
        let made = small(&turned(&plain)).expect("made");
        let read = image::load_from_memory(&made).expect("a JPEG");
        assert_eq!(read.dimensions(), (160, 320), "turned by a quarter");
        let Rgba([red, _, blue, _]) = read.get_pixel(80, 10);
        assert!(red > 200 && blue < 60, "left became top");
        let told = made.windows(6).any(|part| part == b"SECRET" || part == b"Exif\0\0");
        assert!(!told, "what the camera wrote is gone");
    }

    #[test]
    fn bombs_and_what_is_no_picture_are_refused() {
        let png = |width: u32, height: u32| {
            let mut bytes = written(&flag(2, 2), ImageFormat::Png);
            bytes[16..20].copy_from_slice(&width.to_be_bytes());
            bytes[20..24].copy_from_slice(&height.to_be_bytes());
            let mut checksum = !0_u32;
            for byte in &bytes[12..29] {
                checksum ^= u32::from(*byte);
                for _ in 0..8 {
                    checksum = (checksum >> 1) ^ (0xEDB8_8320 & (checksum & 1).wrapping_neg());
                }
            }
            bytes[29..33].copy_from_slice(&(!checksum).to_be_bytes());
            bytes
        };
        assert!(small(&png(2, 2)).is_some(), "the checksum is right");
        for (width, height) in [(7000, 7000), (50_000, 50_000), (u32::MAX >> 1, 1), (0, 5)] {
            assert_eq!(small(&png(width, height)), None, "{width}×{height}");
        }
        let whole = written(&flag(800, 400), ImageFormat::Png);
        for bytes in [&b""[..], b"GIF89a", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", &whole[..60]] {
            assert_eq!(small(bytes), None);
        }
    }
}
