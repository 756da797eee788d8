import Domain
import Language
import Rules

/// Joins the mentions of one event: same kind, parties that agree or are less specific, the same status class and day.
struct EventMerger {
    let scene: Scene
    /// The kind, as an index of the rules: a rule of its own would be copied into every closure.
    let kind: Int

    private var rule: KindRule {
        _read { yield scene.rules.kinds[kind] }
    }

    /// The mentions of one kind, grouped by event, each group in the order of the text.
    func groups(_ told: [Mention]) -> [[Mention]] {
        complete(told)
        let mentions = told.filter { !$0.isContext }
        var groups: [[Mention]] = []
        // The fullest mentions found the events; what says less joins the event it agrees with.
        let founders = mentions.indices.filter { !mentions[$0].isPartyless && !mentions[$0].isAnaphoric }
        for index in founders.sorted(by: { rank(mentions[$0]) > rank(mentions[$1]) }) {
            let mention = mentions[index]
            if let group = groups.firstIndex(where: { group in agrees(mention, group) }) {
                groups[group].append(mention)
            } else {
                groups.append([mention])
            }
        }
        for mention in mentions where mention.isAnaphoric {
            let before = groups.indices.filter { index in
                groups[index].contains { $0.anchor < mention.anchor } && statusAgrees(mention, groups[index])
                    && objectsAgree(mention, groups[index]) && datesAgree(mention, groups[index])
            }
            let latest = before.max { last(groups[$0], before: mention) < last(groups[$1], before: mention) }
            if let latest { groups[latest].append(mention) } else { groups.append([mention]) }
        }
        for mention in mentions where mention.isPartyless && mention.attitude.isDenied {
            if let group = denied(mention, groups) { groups[group].append(mention) }
        }
        return groups.map { group in group.sorted { $0.anchor < $1.anchor } }.sorted { $0[0].anchor < $1[0].anchor }
    }

    /// Fills in the party that a mention leaves out where the rest of the article leaves no choice: "two missiles hit
    /// Poltava" in an article that knows one state to fire at, or to make war on, Ukraine.
    private func complete(_ mentions: [Mention]) {
        // What one is given says nothing of the next: all are looked at first.
        var actors: [(mention: Mention, parties: [PartyID])] = []
        var recipients: [(mention: Mention, parties: [PartyID])] = []
        for mention in mentions where mention.isShotDown { turnToSpeaker(mention, mentions) }
        for mention in mentions {
            if mention.actor.isEmpty, !mention.recipient.isEmpty, !mention.isPartyless {
                let actor = only(mentions, \.actor) {
                    !$0.actor.isEmpty && $0.recipient.contains(where: mention.recipient.contains)
                }
                // Who answers for his bases that were struck did not strike them.
                if let actor, !actor.isSubset(of: mention.recipient) { actors.append((mention, actor)) }
            } else if mention.recipient.isEmpty, !mention.actor.isEmpty, !mention.isAtNobody {
                let recipient = only(mentions, \.recipient) {
                    (isAlarm($0) || $0.actor == mention.actor) && !$0.recipient.isEmpty && isOfItsTime($0, mention)
                        && (!$0.isContext || isNear($0, mention) || sharesSense($0, mention))
                }
                if let recipient { recipients.append((mention, recipient)) }
            }
        }
        for (mention, parties) in actors { mention.actor = parties }
        for (mention, parties) in recipients { mention.recipient = parties }
    }

    /// "Kyiv said Russia launched 88 drones, of which it downed 51": nobody shoots down what he launched, so it is the
    /// speaker who did.
    private func turnToSpeaker(_ mention: Mention, _ mentions: [Mention]) {
        let speakers = mention.attitude.speakers
        guard speakers.count == 1, !speakers.isSame(as: mention.recipient) else { return }
        let isOwn = mentions.contains {
            $0.sentence == mention.sentence && !$0.actor.isEmpty && $0.actor.isSame(as: mention.recipient)
        }
        if isOwn { mention.recipient = speakers }
    }

    /// Whether two mentions are both history or both not; a conflict lasts.
    private func isOfItsTime(_ one: Mention, _ other: Mention) -> Bool {
        one.isContext || (one.attitude.status == .background) == (other.attitude.status == .background)
    }

    /// Whether a mention only tells where it was felt: "sirens wailed in Haifa".
    private func isAlarm(_ mention: Mention) -> Bool { mention.isContext && mention.actor.isEmpty }

    /// Whether what tells of a conflict stands in the title, or right beside a mention.
    private func isNear(_ context: Mention, _ mention: Mention) -> Bool {
        scene.analysis.sentences[context.sentence].isTitle || abs(context.sentence - mention.sentence) <= 1
    }

    /// Whether a mention tells of a strike as such, so that it has a target, which a conflict told anywhere gives.
    private func sharesSense(_ context: Mention, _ mention: Mention) -> Bool {
        let senses = rule.frames[context.frame].senses
        return rule.frames[mention.frame].senses.contains(where: senses.contains)
    }

    /// The side that all mentions which fit have in common.
    private func only(
        _ mentions: [Mention],
        _ side: (Mention) -> [PartyID],
        where fits: (Mention) -> Bool
    ) -> [PartyID]? {
        var common: [PartyID]?
        for mention in mentions where fits(mention) {
            let parties = side(mention)
            if let common, !parties.isSame(as: common) { return nil }
            common = common ?? parties
        }
        return common
    }

    private func last(_ group: [Mention], before mention: Mention) -> Int {
        group.map(\.anchor).filter { $0 < mention.anchor }.max() ?? -1
    }

    /// The latest event before a denial that one of the deniers takes part in.
    private func denied(_ mention: Mention, _ groups: [[Mention]]) -> Int? {
        let candidates = groups.indices.filter { index in
            let parties = Set(groups[index].flatMap { $0.actor + $0.recipient })
            return !parties.isDisjoint(with: mention.attitude.deniers)
                && groups[index].contains { $0.anchor < mention.anchor }
        }
        return candidates.max { (groups[$0].map(\.anchor).max() ?? 0) < (groups[$1].map(\.anchor).max() ?? 0) }
    }

    private func rank(_ mention: Mention) -> Int {
        (mention.actor.isEmpty ? 0 : 8) + (mention.recipient.isEmpty || mention.isShotDown ? 0 : 4)
            + (mention.isNominal ? 0 : 2)
            + (mention.isDated ? 1 : 0)
    }

    private func agrees(_ mention: Mention, _ group: [Mention]) -> Bool {
        let actor = longest(\.actor, of: group)
        let recipient = longest(\.recipient, of: group)
        // Who shot down missiles on their way to another is not whom they were fired at.
        let isBystander = mention.isShotDown && !mention.actor.isEmpty && mention.actor.isSame(as: actor)
        let isOneSide = isPart(mention.actor, of: actor) || isHome(mention.actor, actor) || isHome(actor, mention.actor)
        guard isOneSide, isBystander || isPart(mention.recipient, of: recipient) else {
            return false
        }
        // A mention without any party says too little to join what another sentence tells, unless nothing contradicts.
        guard statusAgrees(mention, group), !isApart(mention, group) else { return false }
        guard objectsAgree(mention, group) else { return false }
        return datesAgree(mention, group)
    }

    /// "Palestinian rockets" beside "Hamas fired rockets": whether `one` is the territory that `groups` act from.
    private func isHome(_ one: [PartyID], _ groups: [PartyID]) -> Bool {
        guard rule.strikesTerritory, !rule.isLasting, one.count == 1, !groups.isEmpty else { return false }
        return groups.allSatisfy { scene.lexicon.parties[Int($0)].home == one[0] }
    }

    private func longest(_ side: (Mention) -> [PartyID], of group: [Mention]) -> [PartyID] {
        var longest: [PartyID] = []
        for mention in group where side(mention).count > longest.count { longest = side(mention) }
        return longest
    }

    private func isPart(_ some: [PartyID], of all: [PartyID]) -> Bool {
        some.isSubset(of: all) || all.isSubset(of: some)
    }

    private func statusAgrees(_ mention: Mention, _ group: [Mention]) -> Bool {
        let isBackground = mention.attitude.status == .background
        return group.contains { ($0.attitude.status == .background) == isBackground }
    }

    /// Whether one of the two is to come and the other told without a time, far from what is new: "future strikes" are
    /// not those of years ago.
    private func isApart(_ mention: Mention, _ group: [Mention]) -> Bool {
        func isToCome(_ mention: Mention) -> Bool { mention.attitude.status == .expected }
        if isToCome(mention) { return group.allSatisfy { $0.isRetold(scene) } }
        return mention.isRetold(scene) && group.allSatisfy(isToCome)
    }

    private func objectsAgree(_ mention: Mention, _ group: [Mention]) -> Bool {
        if mention.systems.contains(where: { system in group.contains { $0.systems.contains(system) } }) { return true }
        guard let one = mention.classes.first else { return true }
        let others = group.lazy.compactMap { $0.classes.first }
        guard !others.isEmpty else { return true }
        if others.contains(where: { scene.classes.isKind(one, of: $0) || scene.classes.isKind($0, of: one) }) {
            return true
        }
        // Other weapons than those that were sent are still to be sent: two acts, even of one actor.
        let isToCome = mention.attitude.status == .expected
        if isDefinite(one), others.allSatisfy(isDefinite),
            group.allSatisfy({ ($0.attitude.status == .expected) != isToCome })
        {
            return false
        }
        return mention.sentence == group[0].sentence || mention.actor.isSame(as: group[0].actor)
    }

    /// Whether a class says which kind of weapon is meant, and not only that it is one.
    private func isDefinite(_ kind: ClassID) -> Bool {
        let weapon = scene.rules.known.weapon
        return scene.classes.isKind(kind, of: weapon) && scene.classes.value(kind) != scene.classes.value(weapon)
    }

    private func datesAgree(_ mention: Mention, _ group: [Mention]) -> Bool {
        guard mention.isDated, let (first, last) = mention.days else { return true }
        for other in group where other.isDated {
            guard let (otherFirst, otherLast) = other.days else { continue }
            // Two days that two sentences tell are two; a month or a night may begin a day sooner elsewhere.
            let areDays = mention.date?.day != nil && other.date?.day != nil && mention.sentence != other.sentence
            let slack = areDays ? 0 : 1
            if first.dayNumber > otherLast.dayNumber + slack || otherFirst.dayNumber > last.dayNumber + slack {
                return false
            }
        }
        return true
    }
}
