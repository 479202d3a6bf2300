//! Groups that later releases implement: none at present. A group that is documented before it is built is listed here as
//! `impl glue::<group>::<Group>Handler for Face {}` and answers 501 until it gets its own file.
