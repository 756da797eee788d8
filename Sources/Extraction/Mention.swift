import Domain
import Language
import Rules

/// One place in the text that tells of an event: the frame that fits, what fills its roles, how it is to be taken.
///
/// A class, since every step from the frame to the signal hands it on and adds to it; nothing keeps an older state.
final class Mention {
    /// The kind, as an index of the rules.
    let kind: Int
    /// The frame, as an index of the kind's frames.
    let frame: Int
    let sentence: Int
    /// The token of the predicate.
    let anchor: Int
    var actor: [PartyID] = []
    var recipient: [PartyID] = []
    var classes: [ClassID] = []
    var systems: [Int32] = []
    var count: Int?
    var places: [(role: Place.Role, place: Int32)] = []
    var attitude = Attitude()
    var date: EventDate?
    /// The days that the time told covers, as numbers: a week is less than the month it is dated with.
    var days: ClosedRange<Int>?
    /// Who has which share in it, where the text says that its lists run side by side.
    var shares: [Share] = []
    /// Whether the text gave the date, rather than the day of publication standing in.
    var isDated = false
    /// The day on which what is to come was announced, and whether the text told it; nil where nobody announces it.
    var announced: (day: EventDate, isTold: Bool)?
    var time: String?
    /// The clause whose verb tells of it; -1 where a noun does.
    var clause = -1
    /// Whether it is told in the plain present of a text that tells what happened in the past.
    var isHabit = false
    /// Whether it tells of what is so, and not of what came to be so: soldiers who are somewhere.
    var isPresence = false
    /// Whether it only says which thing is meant: "weapons supplied by the United States".
    var isAttribute = false
    /// Whether it happened "days" or "a week" before what is new.
    var isRecent = false
    /// Whether the predicate is a noun without a verb that says it happened.
    var isNominal = false
    /// Whether it speaks of something told before ("the missile"), by a definite theme and without an actor.
    var isAnaphoric = false
    /// Whether it is told as one more than what was done ("another launch", "will test it again").
    var isRenewed = false
    /// Whether it speaks of one piece only ("a drone").
    var isSingle = false
    /// Whether it is said to be aimed at no one: a test, or a shot into the sea.
    var isAtNobody = false
    /// Whether it names no party and so can only join an event told before.
    var isPartyless = false
    /// Whether its recipient is only who brought the weapon down.
    var isShotDown = false
    /// Whether a side was not told in its place but found elsewhere in the sentence, or by a description.
    var isInferred = false
    /// Whether those who act do so together: by a deal between them, or "jointly".
    var isJoint = false
    /// Whether it only tells who acts against whom.
    var isContext = false
    /// Whether it stands in a label or only as background to something else ("amid the invasion").
    var isLabel = false
    /// The tokens the evidence covers.
    var tokens: Range<Int> = 0..<0
    /// What ruled it out; nil where nothing did.
    var excludedBy: Ruling?

    init(kind: Int, frame: Int, sentence: Int, anchor: Int) {
        self.kind = kind
        self.frame = frame
        self.sentence = sentence
        self.anchor = anchor
    }
}

/// One part of an act that a sentence tells of several at once: "sold tanks and missiles to Kenya and Chad respectively".
struct Share {
    var actor: [PartyID]
    var recipient: [PartyID]
    /// The class of its thing; nil where all have the same.
    var thing: ClassID?
}

/// What rules a mention out.
enum Ruling {
    /// How it is told, in words.
    case attitude(String)
    /// An exclusion of its kind.
    case exclusion(Exclusion)
}

/// How an act is to be taken: done or yet to come, sure or not, who says so.
struct Attitude {
    var status: Signal.Status = .occurred
    var certainty: Signal.Certainty = .observed
    /// Whether it is said not to be so, or is not real: no event.
    var isUnreal = false
    /// The words that made it so, as tokens.
    var cues: [Int] = []
    /// Whether it is said not to have been done.
    var isNegatedPast = false
    /// Whether who is the subject of it says so himself.
    var isOwnWord = false
    /// Whether it is no more, and no less, than tried: "tried to launch", "failed to launch".
    var isAttempt = false
    /// The status it has where it is only a purpose, and its frame takes purposes; nil where it is none.
    var purposeOf: Signal.Status?
    /// Whether it is stopped, or only to be stopped.
    var isStopped = false
    /// Whether somebody calls for its end, so that it goes on.
    var isStillGoingOn = false
    /// Who asks for it, where it is no more than asked for.
    var callers: [PartyID] = []
    /// Whether it is only called for, or said to be due.
    var isCalledFor = false
    /// Why it is no event, for the explanation.
    var reason = ""
    /// Who denies it.
    var deniers: [PartyID] = []
    var isDenied = false
    var outcome: Signal.Outcome?
    /// Whether it is only allowed or authorized.
    var isPermission = false
    var claims: [(parties: [PartyID], name: String, stance: Claim.Stance)] = []
    /// Whether someone other than the actor says so.
    var isAttributed = false
    /// The parties that say so.
    var speakers: [PartyID] = []
    /// Whether an official or an authority of no party named there says so.
    var isOfficial = false
    /// Whether a newspaper or an agency says so: its word is its state's only where it tells of that state's own acts.
    var isMedia = false
    /// Whether an authority that observes such things says so.
    var isObserver = false
}

extension Mention {
    /// Whether an act is only context: told without a time, and outside the title and the first sentences, where a
    /// report says what is new; or told as what is always so.
    func isRetold(_ scene: Scene) -> Bool {
        // "keeps 28,500 troops in South Korea": a presence told below as a plain fact is none that is new.
        if isPresence, attitude.status == .ongoing, !isDated, !attitude.isAttributed, attitude.certainty == .observed {
            return !scene.isHead(sentence)
        }
        guard attitude.status == .occurred, !isDated, !isRecent else { return false }
        return isHabit || !scene.isLead(sentence)
    }

    /// Takes back that it is no event, of what was taken for none, now that the parties are known: who says that he did
    /// not do it denies it, and who asks to be given something seeks it.
    func reconsider(_ frame: Frame, _ rule: KindRule) {
        // "Iran rejects claims of deliveries to Russia": who denies it is who is said to do it.
        if attitude.isDenied, isNominal, actor.isEmpty, !recipient.isEmpty,
            !attitude.deniers.contains(where: recipient.contains)
        {
            actor = attitude.deniers
        }
        guard attitude.isUnreal else { return }
        if attitude.isStillGoingOn, rule.isLasting, rule.strikesTerritory,
            attitude.status == .occurred || attitude.status == .ongoing
        {
            return becomeReal(.ongoing)
        }
        if let status = attitude.purposeOf, frame.takesPurposes { return becomeReal(status) }
        // "said it had received no missiles": whoever would have got them denies it, too.
        let deniers = attitude.speakers.filter { attitude.isOwnWord && !actor.isEmpty || actor.contains($0) }
        if attitude.isNegatedPast, !deniers.isEmpty || attitude.isOfficial {
            attitude.isUnreal = false
            attitude.isDenied = true
            attitude.deniers += deniers
            return
        }
        // "Kim called for an expansion of his arsenal": who asks his own people for it means to do it.
        let callers = attitude.callers.isEmpty ? attitude.speakers : attitude.callers
        if attitude.isCalledFor, !rule.hasRecipient, !callers.isEmpty, callers.isSubset(of: actor) {
            return becomeReal(.expected)
        }
        // "asked its partners to speed up the supply of shells": who asks is who is to get them.
        if !attitude.callers.isEmpty, actor.isEmpty, recipient.isEmpty { recipient = attitude.callers }
        if !attitude.callers.isEmpty, frame.conditions.contains(.foreign),
            attitude.callers.contains(where: recipient.contains)
        {
            attitude.isUnreal = false
            attitude.status = .expected
        }
    }

    /// Takes it for what is so, not for what came to be so.
    func becomePresence() {
        isPresence = true
        attitude.status = .ongoing
        date = nil
    }

    private func becomeReal(_ status: Signal.Status) {
        attitude.isUnreal = false
        attitude.status = status
        if !isDated { date = nil }
    }
}
