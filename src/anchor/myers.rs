//! The edit distance of a pattern and the parts of a text, 64 characters of the pattern at a time.
//!
//! Myers's bit vectors (1999) in the blocks of Hyyrö (2003): a column of the table of distances is kept as the
//! differences between its cells. Knows numbered characters and nothing of words.

/// A pattern, made ready for texts of one alphabet.
pub(super) struct Pattern {
    /// For each character of the alphabet its row of `masks`; the first row is that of characters not in the pattern.
    rows: Vec<u16>,
    /// For each row and block, which characters of the pattern are this one.
    masks: Vec<u64>,
    /// The columns' differences, one pair for each block.
    column: Vec<Block>,
    /// The characters that have a row, to be forgotten again.
    known: Vec<u32>,
    len: usize,
}

/// Which of 64 cells of a column are one more, and which one less, than the cell above.
#[derive(Clone, Copy)]
struct Block {
    more: u64,
    less: u64,
}

/// Where a match may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Begins {
    /// Anywhere in the text.
    Anywhere,
    /// At its first character.
    First,
}

impl Pattern {
    /// A pattern of nothing, for texts of so many different characters.
    pub(super) fn new(alphabet: usize) -> Self {
        let rows = vec![0; alphabet];
        Self { rows, masks: Vec::new(), column: Vec::new(), known: Vec::new(), len: 0 }
    }

    /// Becomes another pattern. A character that the text does not have is one beyond the alphabet.
    pub(super) fn set(&mut self, pattern: impl ExactSizeIterator<Item = u32>) {
        for c in self.known.drain(..) {
            self.rows[c as usize] = 0;
        }
        self.len = pattern.len();
        let blocks = self.len.div_ceil(64);
        self.masks.clear();
        self.masks.resize(blocks, 0);
        for (at, c) in pattern.enumerate() {
            let Some(row) = self.rows.get_mut(c as usize) else { continue };
            if *row == 0 {
                self.known.push(c);
                *row = u16::try_from(self.known.len()).unwrap_or(0);
                self.masks.resize(self.masks.len() + blocks, 0);
            }
            self.masks[*row as usize * blocks + at / 64] |= 1 << (at % 64);
        }
    }

    /// Calls back with the length of the text so far and the distance of the pattern to the part of it that ends there
    /// and is nearest, for each character of the text.
    pub(super) fn distances(
        &mut self,
        text: impl Iterator<Item = u32>,
        begins: Begins,
        mut each: impl FnMut(usize, usize),
    ) {
        let blocks = self.len.div_ceil(64);
        let last = 1 << ((self.len + 63) % 64);
        self.column.clear();
        self.column.resize(blocks, Block { more: u64::MAX, less: 0 });
        let mut distance = self.len;
        for (at, c) in text.enumerate() {
            let row = usize::from(self.rows[c as usize]) * blocks;
            let masks = &self.masks[row..row + blocks];
            let mut carry = i8::from(begins == Begins::First);
            for (block, &mask) in self.column[..blocks - 1].iter_mut().zip(masks) {
                carry = block.advance(mask, carry, 1 << 63);
            }
            carry = self.column[blocks - 1].advance(masks[blocks - 1], carry, last);
            distance = distance.wrapping_add_signed(isize::from(carry));
            each(at + 1, distance);
        }
    }
}

impl Block {
    /// Moves on by a character of the text; `carry` is how much the cell above the block grows, and the cell `last` of
    /// the block then does by what is returned.
    fn advance(&mut self, mask: u64, carry: i8, last: u64) -> i8 {
        let Self { more, less } = *self;
        let falls = u64::from(carry < 0);
        let same = mask | falls;
        let diagonal = mask | less;
        let across = (((same & more).wrapping_add(more)) ^ more) | same;
        let grows = less | !(across | more);
        let shrinks = more & across;
        let out = i8::from(grows & last != 0) - i8::from(shrinks & last != 0);
        let grows = grows << 1 | u64::from(carry > 0);
        let shrinks = shrinks << 1 | falls;
        self.more = shrinks | !(diagonal | grows);
        self.less = grows & diagonal;
        out
    }
}
