/// The life of a stage's transactions: what happened in, what is to be done out.
///
/// A pure state machine: no broker, no clock, no lock. Whoever drives it does each action and comes back with how it
/// went. The calls that wait are in states of their own, so that everything else can go on meanwhile.
///
/// ```
/// fresh ─start─► initialising ─► ready ◄──────────── settle ─────────┐
///                                │ ▲ └─work─► open ─due─► binding ─► committing
///                                │ │           │            │         │
///                                │ └─ rewind ─ aborting ◄───┴─────────┘
///                                └─stop─► ended          (fatal anywhere: failed)
/// ```
struct TransactionCycle: Sendable, Hashable {
    /// Where it stands.
    enum State: Sendable, Hashable, CaseIterable {
        /// Nothing has been asked of the broker.
        case fresh
        /// The broker is told who we are, and ends what a predecessor left open.
        case initialising
        /// No transaction is open.
        case ready
        /// A transaction takes outputs.
        case open
        /// The offsets are being put into the transaction.
        case binding
        /// The transaction is being committed.
        case committing
        /// The transaction is being undone.
        case aborting
        /// It cannot go on with these clients.
        case failed
        /// It is over.
        case ended
    }

    /// How a call went.
    enum Outcome: Sendable, Hashable, CaseIterable {
        /// Well.
        case done
        /// It may go well later, with the same arguments.
        case retry
        /// The transaction must be undone.
        case abort
        /// The producer is of no use any more.
        case fatal
    }

    /// What happened.
    enum Event: Sendable, Hashable {
        /// The stage starts.
        case start
        /// Something is there to go into a transaction.
        case work
        /// The transaction is to be committed: it is old or large enough, or partitions are about to go.
        case due
        /// The transaction is no good: an output was refused, or it holds work of partitions that were lost.
        case spoilt
        /// The stage ends.
        case stop
        /// The call of the present state is over; for `open` that is the call that began it.
        case returned(Outcome)
    }

    /// What is to be done.
    enum Action: Sendable, Hashable {
        /// Call the broker with our identity.
        case initialise
        /// Open a transaction.
        case begin
        /// Put the offsets into it.
        case bind
        /// Commit it.
        case commit
        /// Undo it.
        case abort
        /// Make the last call again, after a pause.
        case again
        /// It is committed: count it, and go on from its offsets.
        case settle
        /// It is undone: go back to the last committed offsets and drop everything read since.
        case rewind
        /// Give up these clients.
        case fail
    }

    private(set) var state = State.fresh

    /// Whether a call is under way that only its answer ends.
    var isBusy: Bool {
        switch state {
        case .initialising, .binding, .committing, .aborting: true
        case .fresh, .ready, .open, .failed, .ended: false
        }
    }

    /// Takes in what happened.
    mutating func on(_ event: Event) -> [Action] {
        switch (state, event) {
        case (.fresh, .start): return become(.initialising, .initialise)
        case (.ready, .work): return become(.open, .begin)
        case (.open, .due): return become(.binding, .bind)
        case (.open, .spoilt): return become(.aborting, .abort)
        // What is under way ends on its own terms; an open transaction is not committed in passing.
        case (.fresh, .stop), (.initialising, .stop), (.ready, .stop): return become(.ended)
        case (.open, .stop): return become(.aborting, .abort)
        case (_, .returned(let outcome)): return on(outcome)
        default: return []
        }
    }

    private mutating func on(_ outcome: Outcome) -> [Action] {
        switch (state, outcome) {
        case (.initialising, .done): return become(.ready)
        case (.open, .done): return []
        case (.binding, .done): return become(.committing, .commit)
        case (.committing, .done): return become(.ready, .settle)
        case (.aborting, .done): return become(.ready, .rewind)
        case (.initialising, .retry), (.binding, .retry), (.committing, .retry), (.aborting, .retry): return [.again]
        // It did not begin, and may do so with the next work.
        case (.open, .retry): return become(.ready)
        case (.binding, .abort), (.committing, .abort): return become(.aborting, .abort)
        case (.open, .abort): return become(.aborting, .abort)
        // There is nothing to abort, or aborting is what failed.
        case (.initialising, .abort), (.aborting, .abort): return become(.failed, .fail)
        case (.initialising, .fatal), (.open, .fatal), (.binding, .fatal), (.committing, .fatal), (.aborting, .fatal):
            return become(.failed, .fail)
        // An answer that nobody waits for any more.
        case (.fresh, _), (.ready, _), (.failed, _), (.ended, _): return []
        }
    }

    private mutating func become(_ next: State, _ actions: Action...) -> [Action] {
        state = next
        return actions
    }
}
