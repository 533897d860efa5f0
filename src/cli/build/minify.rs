//! Writes JavaScript as short as it can be: what a reader downloads needs no comment.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc_minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// The same module of JavaScript in fewer bytes. Names of properties and of exports stay.
///
/// # Errors
///
/// What the parser says, if the text is no JavaScript.
pub fn minify(js: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, js, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(problem.to_string());
    }
    let mut program = parsed.program;
    let options = MinifierOptions {
        mangle: Some(MangleOptions {
            top_level: Some(true),
            ..MangleOptions::default()
        }),
        mangle_properties: None,
        compress: Some(CompressOptions::smallest()),
    };
    let minified = Minifier::new(options).minify(&allocator, &mut program);
    let printed = Codegen::new()
        .with_options(CodegenOptions {
            minify: true,
            comments: CommentOptions::disabled(),
            ..CodegenOptions::default()
        })
        .with_scoping(minified.scoping)
        .build(&program);
    Ok(printed.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_names_that_others_use_stay() {
        for (long, short) in [
            ("", ""),
            ("// Said to nobody.\n", ""),
            (
                "export const given = (long) => ({ kept: long });\n",
                "export const given=e=>({kept:e});",
            ),
        ] {
            assert_eq!(minify(long).as_deref(), Ok(short));
        }
    }

    #[test]
    fn what_is_no_javascript_is_told() {
        assert!(minify("const const").is_err());
    }
}
