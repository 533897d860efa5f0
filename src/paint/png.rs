//! The relief as a PNG in base64, for an SVG file that refers to nothing outside. Native only: a
//! browser makes one of its canvas, and the widget ships without a writer.

use crate::model::relief::Relief;

/// The relief's picture as an address that holds it whole.
pub fn relief(relief: &Relief, shadow: [u8; 4], light: [u8; 4]) -> Option<String> {
    use base64::Engine as _;
    // Sixteen steps of shade are a palette, a quarter of the size of full colour.
    let steps = Relief {
        shades: (0..16).map(|step| step * 16).collect(),
        columns: 16,
        rows: 1,
        ..relief.clone()
    };
    let palette = steps.rgba(shadow, light);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, relief.columns, relief.rows);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    let colours: Vec<u8> = palette
        .chunks(4)
        .flat_map(|pixel| pixel[..3].to_vec())
        .collect();
    let alphas: Vec<u8> = palette.chunks(4).map(|pixel| pixel[3]).collect();
    encoder.set_palette(colours);
    encoder.set_trns(alphas);
    encoder.set_compression(png::Compression::High);
    let indices: Vec<u8> = relief.shades.iter().map(|shade| shade / 16).collect();
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&indices).ok()?;
    writer.finish().ok()?;
    let text = base64::engine::general_purpose::STANDARD.encode(bytes);
    Some(["data:image/png;base64,", &text].concat())
}
