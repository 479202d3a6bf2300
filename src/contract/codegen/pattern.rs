//! Patterns: the dialect that every regex engine reads alike, and byte loops in place of an engine where a pattern can
//! be followed without ever going back.

use proc_macro2::TokenStream;
use quote::quote;
use std::{iter::Peekable, str::Chars};

/// Characters that may be escaped: those that mean something, so that strict engines take the escape too.
const ESCAPABLE: &str = r"^$\.*+?()[]{}|/";

/// Most repetitions that a pattern may ask for; engines unroll them.
const REPEATS_MAX: usize = 1000;

/// A set of ASCII characters, one bit each.
type Set = u128;

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Start,
    End,
    /// One of these characters; `None` when some of them are not ASCII, which only an engine follows.
    Class(Option<Set>),
    Group(Vec<Sequence>),
}

#[derive(Debug, Clone, PartialEq)]
struct Piece {
    node: Node,
    low: usize,
    high: Option<usize>,
}

type Sequence = Vec<Piece>;

/// Whether every regex engine reads `pattern` alike; if not, why, and what to write.
pub(super) fn portable(pattern: &str) -> Result<(), String> {
    Parser { chars: pattern.chars().peekable() }.whole().map(drop)
}

/// An expression that tells whether the text `v` matches `pattern`, without a regex engine, where that is provably
/// the same: the pattern is ASCII and anchored on both sides, and at each point the next byte alone decides how to go on.
pub(super) fn bytewise(pattern: &str) -> Option<TokenStream> {
    let branches = Parser { chars: pattern.chars().peekable() }.whole().ok()?;
    let inner: Vec<Sequence> = branches
        .into_iter()
        .map(|branch| match branch.as_slice() {
            [first, middle @ .., last] if first.node == Node::Start && last.node == Node::End => Some(middle.to_vec()),
            _ => None,
        })
        .collect::<Option<_>>()?;
    let matched = follow_branches(&inner, 0)?;
    Some(quote!({
        let rest = &mut v.as_bytes();
        let matched = #matched;
        matched && rest.is_empty()
    }))
}

struct Parser<'a> {
    chars: Peekable<Chars<'a>>,
}

impl Parser<'_> {
    fn whole(&mut self) -> Result<Vec<Sequence>, String> {
        let branches = self.branches(true)?;
        match self.chars.next() {
            None => Ok(branches),
            Some(_) => Err("a group is closed that was never opened".into()),
        }
    }

    fn branches(&mut self, outermost: bool) -> Result<Vec<Sequence>, String> {
        let mut branches = vec![self.sequence(outermost)?];
        while self.chars.next_if_eq(&'|').is_some() {
            branches.push(self.sequence(outermost)?);
        }
        Ok(branches)
    }

    fn sequence(&mut self, outermost: bool) -> Result<Sequence, String> {
        let mut pieces: Sequence = vec![];
        while let Some(c) = self.chars.next_if(|c| !matches!(c, '|' | ')')) {
            let anchor = |node, stands: bool| {
                let piece = Piece { node, low: 1, high: Some(1) };
                if stands && outermost { Ok(piece) } else { Err(format!("{c} stands at the ends of a pattern only")) }
            };
            let node = match c {
                '^' => {
                    pieces.push(anchor(Node::Start, pieces.is_empty())?);
                    continue;
                }
                '$' => {
                    let last = matches!(self.chars.peek(), None | Some('|'));
                    pieces.push(anchor(Node::End, last)?);
                    continue;
                }
                '.' => return Err("the dot differs between engines: write a class of characters".into()),
                '*' | '+' | '?' | '{' => return Err(format!("{c} repeats nothing: escape it")),
                ']' | '}' => return Err(format!("{c} stands alone: escape it")),
                '(' => self.group()?,
                '[' => self.class()?,
                '\\' => single(self.escaped(ESCAPABLE)?),
                c => single(c),
            };
            let (low, high) = self.repeats()?;
            if self.chars.peek().is_some_and(|next| matches!(next, '*' | '+' | '?' | '{')) {
                return Err("a repeat of a repeat, lazy and possessive ones among them, differs between engines".into());
            }
            pieces.push(Piece { node, low, high });
        }
        Ok(pieces)
    }

    fn group(&mut self) -> Result<Node, String> {
        if self.chars.next_if_eq(&'?').is_some() && self.chars.next() != Some(':') {
            return Err("groups are plain or (?:…)".into());
        }
        let branches = self.branches(false)?;
        self.chars.next_if_eq(&')').map(|_| Node::Group(branches)).ok_or_else(|| "a group is not closed".into())
    }

    fn escaped(&mut self, escapable: &str) -> Result<char, String> {
        match self.chars.next() {
            Some(c) if escapable.contains(c) => Ok(c),
            Some(c) if c.is_ascii_punctuation() => {
                Err(format!("\\{c} is an error to strict engines: {c} needs no escape here"))
            }
            Some(c) => Err(format!("the escape \\{c} differs between engines: write a class of characters")),
            None => Err("a backslash at the end escapes nothing".into()),
        }
    }

    fn class(&mut self) -> Result<Node, String> {
        let negated = self.chars.next_if_eq(&'^').is_some();
        let mut set: Option<Set> = Some(0);
        let mut empty = true;
        loop {
            let low = match self.member()? {
                Some(c) => c,
                None if empty => return Err("a class without members means different things to engines".into()),
                None => break,
            };
            empty = false;
            let mut ahead = self.chars.clone();
            let high = if ahead.next() == Some('-') && !matches!(ahead.next(), Some(']') | None) {
                self.chars.next();
                self.member()?.unwrap_or(low)
            } else {
                low
            };
            if high < low {
                return Err(format!("the range {low}-{high} is empty"));
            }
            set = set.filter(|_| high.is_ascii()).map(|set| (low..=high).fold(set, |set, c| set | bit(c)));
        }
        // What a negated class holds is mostly not ASCII.
        Ok(Node::Class(set.filter(|_| !negated)))
    }

    /// The next character of a class; `None` at its end.
    fn member(&mut self) -> Result<Option<char>, String> {
        match self.chars.next() {
            Some(']') => Ok(None),
            Some('[') => Err("a bracket inside a class: escape it".into()),
            Some('\\') => self.escaped(&format!("{ESCAPABLE}-")).map(Some),
            Some(c @ ('&' | '~' | '-')) if self.chars.peek() == Some(&c) => {
                Err(format!("{c}{c} inside a class means something to some engines"))
            }
            Some(c) => Ok(Some(c)),
            None => Err("a class is not closed".into()),
        }
    }

    fn repeats(&mut self) -> Result<(usize, Option<usize>), String> {
        match self.chars.next_if(|c| matches!(c, '*' | '+' | '?' | '{')) {
            Some('*') => Ok((0, None)),
            Some('+') => Ok((1, None)),
            Some('?') => Ok((0, Some(1))),
            Some(_) => {
                let text: String = std::iter::from_fn(|| self.chars.next_if(|c| *c != '}')).collect();
                if self.chars.next().is_none() {
                    return Err("a repeat is not closed".into());
                }
                let (low, high) = text.split_once(',').unwrap_or((&text, &text));
                let number = |text: &str| text.parse::<usize>().ok().filter(|n| *n <= REPEATS_MAX);
                match (number(low), high.is_empty(), number(high)) {
                    (Some(low), true, _) => Ok((low, None)),
                    (Some(low), false, Some(high)) if low <= high => Ok((low, Some(high))),
                    _ => Err(format!("{{{text}}} is no repeat: write {{n}}, {{n,}} or {{n,m}}, at most {REPEATS_MAX}")),
                }
            }
            None => Ok((1, Some(1))),
        }
    }
}

fn single(c: char) -> Node {
    Node::Class(c.is_ascii().then(|| bit(c)))
}

fn bit(c: char) -> Set {
    1 << u32::from(c)
}

/// The characters that a piece can begin with, and whether it can be empty. `None` when only an engine can tell.
fn first(piece: &Piece) -> Option<(Set, bool)> {
    let (set, empty) = match &piece.node {
        Node::Class(set) => ((*set)?, false),
        Node::Group(branches) => first_of_branches(branches)?,
        Node::Start | Node::End => return None,
    };
    Some((set, empty || piece.low == 0))
}

fn first_of_sequence(pieces: &[Piece]) -> Option<(Set, bool)> {
    let mut all = 0;
    for piece in pieces {
        let (set, empty) = first(piece)?;
        all |= set;
        if !empty {
            return Some((all, false));
        }
    }
    Some((all, true))
}

fn first_of_branches(branches: &[Sequence]) -> Option<(Set, bool)> {
    branches.iter().try_fold((0, false), |(all, any_empty), branch| {
        let (set, empty) = first_of_sequence(branch)?;
        Some((all | set, any_empty || empty))
    })
}

/// Follows one of `branches`; `after` is what may come behind. The next byte must decide which.
fn follow_branches(branches: &[Sequence], after: Set) -> Option<TokenStream> {
    if let [only] = branches {
        return follow_sequence(only, after);
    }
    let mut seen: Set = 0;
    let mut otherwise = None;
    let mut steps = vec![];
    for branch in branches {
        let (set, empty) = first_of_sequence(branch)?;
        let begins = if empty { set | after } else { set };
        if seen & begins != 0 || (empty && otherwise.is_some()) {
            return None;
        }
        seen |= begins;
        let followed = follow_sequence(branch, after)?;
        if empty {
            otherwise = Some(followed);
        } else {
            let member = member(set);
            steps.push(quote!(if rest.first().is_some_and(#member) { #followed } else));
        }
    }
    let otherwise = otherwise.unwrap_or(quote!(false));
    Some(quote!(#(#steps)* { #otherwise }))
}

fn follow_sequence(pieces: &[Piece], after: Set) -> Option<TokenStream> {
    let mut steps = vec![];
    let mut at = 0;
    while let Some(piece) = pieces.get(at) {
        let literal: Vec<u8> = pieces[at..].iter().map_while(literal).collect();
        if !literal.is_empty() {
            let bytes = proc_macro2::Literal::byte_string(&literal);
            steps.push(quote!(runtime::literal(rest, #bytes)));
            at += literal.len();
            continue;
        }
        at += 1;
        let (behind, open) = first_of_sequence(&pieces[at..])?;
        steps.push(follow_piece(piece, if open { behind | after } else { behind })?);
    }
    Some(match steps.as_slice() {
        [] => quote!(true),
        [only] => only.clone(),
        // A step that is a choice of branches needs parentheses beside others.
        _ => steps
            .into_iter()
            .map(|step| if step.to_string().starts_with("if ") { quote!((#step)) } else { step })
            .reduce(|all, step| quote!(#all && #step))?,
    })
}

fn follow_piece(piece: &Piece, after: Set) -> Option<TokenStream> {
    let (begins, _) = first(piece)?;
    let exact = piece.high == Some(piece.low);
    // Taking as many as there are is only right when what comes behind cannot begin alike.
    if !exact && begins & after != 0 {
        return None;
    }
    let (low, high) = (piece.low, piece.high.unwrap_or(usize::MAX));
    let member = member(begins);
    match &piece.node {
        Node::Class(_) => Some(quote!(runtime::run(rest, #low, #high, #member))),
        Node::Group(branches) if exact && low == 1 => follow_branches(branches, after),
        Node::Group(branches) => {
            // A group that repeats must take something each time, and tell by its first byte whether it goes on.
            let (_, empty) = first_of_branches(branches)?;
            if empty || begins & after != 0 {
                return None;
            }
            let once = follow_branches(branches, after | begins)?;
            Some(quote!(runtime::repeat(rest, #low, #high, #member, |rest| #once)))
        }
        Node::Start | Node::End => None,
    }
}

/// The byte that a piece is, when it is one certain byte.
fn literal(piece: &Piece) -> Option<u8> {
    match (&piece.node, piece.low, piece.high) {
        (Node::Class(Some(set)), 1, Some(1)) if set.count_ones() == 1 => u8::try_from(set.trailing_zeros()).ok(),
        _ => None,
    }
}

/// Whether a byte is in the set, as a closure: by comparing where that is short, else by a table.
fn member(set: Set) -> TokenStream {
    let mut ranges: Vec<(u8, u8)> = vec![];
    for b in (0..=127_u8).filter(|b| set & (1 << b) != 0) {
        match ranges.last_mut() {
            Some((_, high)) if *high + 1 == b => *high = b,
            _ => ranges.push((b, b)),
        }
    }
    if ranges.len() > 2 {
        let pairs: Vec<u8> = ranges.into_iter().flat_map(|(low, high)| [low, high]).collect();
        let pairs = proc_macro2::Literal::byte_string(&pairs);
        return quote!({
            static MEMBERS: [bool; 256] = formats::members(#pairs);
            |b: &u8| MEMBERS[usize::from(*b)]
        });
    }
    let byte = proc_macro2::Literal::byte_character;
    let ranges = ranges.into_iter().map(|(low, high)| {
        let (from, to) = (byte(low), byte(high));
        if low == high { quote!(#from) } else { quote!(#from..=#to) }
    });
    quote!(|b: &u8| matches!(b, #(#ranges)|*))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portable_patterns_are_told_from_others() {
        for good in ["^[a-z]+$", "a|b", r"^\.\[$", "^(?:a|b){2,3}$", "[.]", "^[+-]?[0-9]{1,3}$", r"^[\]\-]$", "^é$", ""]
        {
            assert_eq!(portable(good), Ok(()), "{good}");
        }
        for bad in [
            r"\d", r"\w", r"\b", ".", "(?=a)", "(?<n>a)", "[[a]]", "[a&&b]", "a++", "a+?", "*", "a{2", "a{3,2}",
            "a{2000}", "(a", "a)", "[a", "]", "}", "a^", "$a", "(^a)", r"\_", r"\-", r"[\d]", "[]", "[^]", "[b-a]",
            "\\",
        ] {
            assert!(portable(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn byte_loops_stand_where_one_byte_decides() {
        for (pattern, loops) in [
            ("^[A-Za-z0-9_-]+$", true),
            ("^[0-9]{4}-(0[1-9]|1[0-2])$", true),
            ("^([A-Z]{2})?$", true),
            ("^(google|apple) [!-~]+$", true),
            ("^([ab]x){2,}$", true),
            ("^(a|)b$", true),
            ("^a$|^b$", true),
            // Unanchored, not ASCII, or in need of going back.
            ("[a-z]+", false),
            ("^[^a]$", false),
            ("^é$", false),
            ("^[a-z]*z$", false),
            ("^(a|ab)$", false),
            ("^(a*)*$", false),
            ("^(a|)a$", false),
        ] {
            assert_eq!(bytewise(pattern).is_some(), loops, "{pattern}");
        }
    }
}
