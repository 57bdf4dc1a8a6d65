//! The parser's transitions (arc-hybrid): words move from the front of what is unread onto a stack and leave it once they have a head.

use super::Relation;

/// What the parser does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack hangs on the next word, and leaves the stack.
    Left,
    /// The top of the stack hangs on the word below it, and leaves the stack.
    Right,
}

impl Step {
    pub const ALL: [Step; 3] = [Step::Shift, Step::Left, Step::Right];
}

/// A word as the parser sees it: numbers, no letters; with its children so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Node {
    /// Number of the word form, see `Model::word`.
    pub word: u16,
    pub tag: u8,
    /// What marks stand before it, see [`super::features::mark`].
    pub mark: u8,
    /// The same, but of the whole stretch that hangs below it so far.
    pub edge: u8,
    pub relation: u8,
    /// The relations of its children so far, one bit each.
    pub kinds: u32,
    /// Children so far on either side, at most 3 counted.
    pub lefts: u8,
    pub rights: u8,
    /// Outermost children so far; 0 if none.
    pub left: u32,
    pub right: u32,
    pub head: u32,
}

/// Tags of what is no word.
pub const NONE: u8 = 62;
pub const ROOT: u8 = 63;

/// A parse under way. Node 0 is none, then come the words, then the root and three more nones.
#[derive(Debug, Clone, Default)]
pub struct State {
    pub nodes: Vec<Node>,
    /// Three nones at the bottom.
    pub stack: Vec<u32>,
    /// The next unread word.
    pub next: u32,
    /// The last two steps.
    pub past: u8,
}

impl State {
    /// Begins a sentence; the words are pushed into `nodes` next, then [`State::start`] is called.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.nodes.push(Node { tag: NONE, ..Node::default() });
    }

    pub fn start(&mut self) {
        let none = Node { tag: NONE, ..Node::default() };
        self.nodes.extend([Node { tag: ROOT, ..none }, none, none, none]);
        self.stack.clear();
        self.stack.extend([0, 0, 0]);
        self.next = 1;
        self.past = 0;
    }

    /// The root's node, one behind the last word.
    #[inline(always)]
    pub fn root(&self) -> u32 {
        self.nodes.len() as u32 - 4
    }

    /// A word of the stack, 0 is its top.
    #[inline(always)]
    pub fn below(&self, depth: usize) -> u32 {
        self.stack[self.stack.len() - 1 - depth]
    }

    #[inline(always)]
    pub fn done(&self) -> bool {
        self.next == self.root() && self.stack.len() == 3
    }

    /// Whether a step can be taken: one root, and every word gets a head.
    #[inline(always)]
    pub fn may(&self, step: Step) -> bool {
        let (words, unread) = (self.stack.len() - 3, self.next < self.root());
        match step {
            Step::Shift => unread,
            Step::Left => words > 0 && (unread || words == 1),
            Step::Right => words > 1,
        }
    }

    /// The step where there is no choice, neither of it nor of its relation.
    #[inline(always)]
    pub fn forced(&self) -> Option<(Step, Relation)> {
        match self.stack.len() - 3 {
            0 => Some((Step::Shift, Relation::Other)),
            1 if self.next == self.root() => Some((Step::Left, Relation::Root)),
            _ => None,
        }
    }

    /// Takes a step that [`State::may`] be taken; the arc it makes gets the relation.
    #[inline(always)]
    pub fn take(&mut self, step: Step, relation: u8) {
        self.past = (self.past << 2 | step as u8) & 15;
        if step == Step::Shift {
            self.stack.push(self.next);
            self.next += 1;
            return;
        }
        let child = self.stack.pop().unwrap_or(0);
        let head = if step == Step::Left { self.next } else { self.below(0) };
        self.nodes[child as usize].head = head;
        self.nodes[child as usize].relation = relation;
        let edge = self.nodes[child as usize].edge;
        let node = &mut self.nodes[head as usize];
        node.kinds |= 1 << relation;
        if step == Step::Left {
            node.edge = edge;
            node.left = child;
            node.lefts = (node.lefts + 1).min(3);
        } else {
            node.right = child;
            node.rights = (node.rights + 1).min(3);
        }
    }
}
