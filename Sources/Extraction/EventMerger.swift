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
            let isOfToday = isOfToday(mention, mentions)
            if let group = groups.firstIndex(where: { agrees(mention, $0) && !(isOfToday && isEarlier($0)) }) {
                groups[group].append(mention)
            } else {
                groups.append([mention])
            }
        }
        for mention in mentions where mention.isAnaphoric {
            let before = groups.indices.filter { index in
                groups[index].contains { $0.anchor < mention.anchor } && statusAgrees(mention, groups[index])
                    && !isAgain(mention, groups[index])
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

    /// Joins an event whose actor has become known to another that it agrees with.
    func join(_ group: Int, _ groups: inout [[Mention]]) {
        let other = groups.indices.first { index in
            index != group && groups[group].allSatisfy { agrees($0, groups[index]) }
        }
        guard let other else { return }
        groups[other] = (groups[other] + groups[group]).sorted { $0.anchor < $1.anchor }
        groups.remove(at: group)
    }

    /// "Thursday's launch": whether another mention says that what is told without a day was done on the day of publication.
    private func isOfToday(_ mention: Mention, _ mentions: [Mention]) -> Bool {
        guard !mention.isDated, mention.attitude.status == .occurred, let day = mention.date?.first,
            day == scene.publication
        else { return false }
        return mentions.contains {
            $0.isDated && $0.attitude.status == .occurred && $0.date?.first == day && $0.date?.day != nil
                && isPart($0.actor, of: mention.actor) && isPart($0.recipient, of: mention.recipient)
        }
    }

    /// Whether all days that the mentions of an event are told with lie before publication.
    private func isEarlier(_ group: [Mention]) -> Bool {
        let dated = group.filter(\.isDated)
        guard !dated.isEmpty, let publication = scene.publication else { return false }
        return dated.allSatisfy { mention in mention.date?.last.map { $0 < publication } ?? false }
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
                        && (rule.isLasting || isOfItsTime($0, mention))
                }
                // Who answers for his bases that were struck did not strike them.
                if let actor, !actor.isSubset(of: mention.recipient), !isStruck(actor, mention, mentions) {
                    actors.append((mention, actor))
                }
            } else if mention.recipient.isEmpty, !mention.actor.isEmpty, !mention.isAtNobody {
                let recipient = only(mentions, \.recipient) {
                    (isAlarm($0) || $0.actor == mention.actor) && !$0.recipient.isEmpty
                        && isOfItsTime($0, mention)
                        && (!$0.isContext || isNear($0, mention) || sharesSense($0, mention))
                        && isOfDay($0, mention, mentions)
                }
                if let recipient { recipients.append((mention, recipient)) }
            }
        }
        for mention in mentions where mention.isNominal { turnDeal(mention, mentions) }
        for (mention, parties) in actors { mention.actor = parties }
        for (mention, parties) in recipients { mention.recipient = parties }
        for mention in mentions where !mention.isContext && !mention.isDated {
            if let day = dayOfAttack(mention, mentions) { mention.date = day }
        }
    }

    /// "A rocket attack on a US base in Iraq": whether somebody is struck, by whom is not told, beside the target of a
    /// mention.
    private func isStruck(_ actor: [PartyID], _ mention: Mention, _ mentions: [Mention]) -> Bool {
        mentions.contains { other in
            !other.isContext && other.actor.isEmpty && actor.isSubset(of: other.recipient)
                && mention.recipient.contains(where: other.recipient.contains)
        }
    }

    /// The one day on which the sides are said to have struck, right beside a mention that tells of no time: "answered an
    /// attack on Saturday" before "several missiles were shot down".
    private func dayOfAttack(_ mention: Mention, _ mentions: [Mention]) -> EventDate? {
        guard mention.attitude.status == .occurred, mention.date != nil, let publication = scene.publication else {
            return nil
        }
        var found: EventDate?
        for context in mentions where context.isContext && context.isDated {
            let before = mention.sentence - context.sentence
            guard (0...1).contains(before), let day = context.date, day.day != nil, let first = day.first,
                (0...6).contains(publication.dayNumber - first.dayNumber), isPart(mention.actor, of: context.actor),
                isPart(mention.recipient, of: context.recipient)
            else { continue }
            if let found, found != day { return nil }
            found = day
        }
        return found
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

    /// "India signs a submarine deal with Russia", and below that India will lease one: a deal says less of who gives than a
    /// verb that tells it the other way round.
    private func turnDeal(_ mention: Mention, _ mentions: [Mention]) {
        guard rule.isAnnounced, mention.attitude.status == .expected, !mention.actor.isEmpty, !mention.recipient.isEmpty
        else { return }
        let verbs = mentions.filter { !$0.isNominal && !$0.isContext && $0.attitude.status == .expected }
        let isTurned = verbs.contains {
            $0.actor.isSame(as: mention.recipient) && $0.recipient.isSame(as: mention.actor)
        }
        if isTurned, !verbs.contains(where: { $0.actor.isSame(as: mention.actor) }) {
            (mention.actor, mention.recipient) = (mention.recipient, mention.actor)
        }
    }

    /// Whether two mentions are both history or both not; a conflict lasts.
    private func isOfItsTime(_ one: Mention, _ other: Mention) -> Bool {
        one.isContext || (one.attitude.status == .background) == (other.attitude.status == .background)
    }

    /// Whether two mentions tell of one day, as far as the article names their days.
    private func isOfDay(_ one: Mention, _ other: Mention, _ mentions: [Mention]) -> Bool {
        if !one.isContext, isEarlier([one]), isOfToday(other, mentions) { return false }

        guard !one.isContext, one.isDated, other.isDated, let day = one.date, let otherDay = other.date else {
            return true
        }
        return day.day == nil || otherDay.day == nil || day == otherDay
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
        if isAgain(mention, group) { return true }
        if isToCome(mention) { return group.allSatisfy { $0.isRetold(scene) } }
        return mention.isRetold(scene) && group.allSatisfy(isToCome)
    }

    /// "More launches are planned": what is to be done again is not what was done.
    private func isAgain(_ mention: Mention, _ group: [Mention]) -> Bool {
        func isNext(_ mention: Mention) -> Bool { mention.isRenewed && mention.attitude.status == .expected }
        func isDone(_ mention: Mention) -> Bool {
            [.occurred, .ongoing].contains(mention.attitude.status) && !mention.isRenewed
        }
        // Of arms and soldiers, more of the same are one delivery.
        guard !rule.isLasting else { return false }
        return isNext(mention) ? group.contains(where: isDone) : isDone(mention) && group.contains(where: isNext)
    }

    private func objectsAgree(_ mention: Mention, _ group: [Mention]) -> Bool {
        if mention.systems.contains(where: { system in group.contains { $0.systems.contains(system) } }) { return true }
        guard let one = mention.classes.first else { return true }
        let others = group.lazy.compactMap { $0.classes.first }
        guard !others.isEmpty else { return true }
        // "Fajr-5 missiles": of a named system, each of its classes counts.
        let own = mention.systems.isEmpty ? [one] : mention.classes
        func isOneKind(_ other: ClassID) -> Bool {
            own.contains { scene.classes.isKind($0, of: other) || scene.classes.isKind(other, of: $0) }
        }
        if others.contains(where: isOneKind) { return true }
        // "a big missile attack" by who owned up to a barrage of rockets: the words stand for each other.
        if !rule.isLasting, isShot(one), others.allSatisfy(isShot) { return true }
        // Other weapons than those that were sent are still to be sent: two acts, even of one actor.
        let isToCome = mention.attitude.status == .expected
        if isDefinite(one), others.allSatisfy(isDefinite),
            group.allSatisfy({ ($0.attitude.status == .expected) != isToCome })
        {
            return false
        }
        return mention.sentence == group[0].sentence || mention.actor.isSame(as: group[0].actor)
    }

    /// Whether a class is one of missiles or rockets, and says no more: what one report calls a missile is a rocket in the
    /// next.
    private func isShot(_ kind: ClassID) -> Bool {
        let known = scene.rules.known
        return scene.classes.isKind(kind, of: known.projectile) && kind != known.drone
            && scene.classes.depth(kind) == scene.classes.depth(known.projectile) + 1
    }

    /// Whether a class says which kind of weapon is meant, and not only that it is one.
    private func isDefinite(_ kind: ClassID) -> Bool {
        let weapon = scene.rules.known.weapon
        return scene.classes.isKind(kind, of: weapon) && scene.classes.value(kind) != scene.classes.value(weapon)
    }

    private func datesAgree(_ mention: Mention, _ group: [Mention]) -> Bool {
        guard mention.isDated, let days = days(of: mention) else { return true }
        for other in group where other.isDated {
            guard let otherDays = self.days(of: other) else { continue }
            // Two days that two sentences tell are two; a month or a night may begin a day sooner elsewhere.
            let areDays = mention.date?.day != nil && other.date?.day != nil && mention.sentence != other.sentence
            let slack = areDays ? 0 : 1
            if days.lowerBound > otherDays.upperBound + slack || otherDays.lowerBound > days.upperBound + slack {
                return false
            }
        }
        return true
    }

    /// The days a mention may be of: those of the time told, else all that its date stands for.
    private func days(of mention: Mention) -> ClosedRange<Int>? {
        if let days = mention.days { return days }
        guard let first = mention.date?.first, let last = mention.date?.last, first <= last else { return nil }
        return first.dayNumber...last.dayNumber
    }
}
