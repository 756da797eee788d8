import Domain

/// One copy of what many events hold alike.
///
/// What it gives equals what it was given: it only saves memory, and lets equal lists be told so by their address. It
/// begins anew where the news bring more different values than it is to hold.
struct Pool<Value: Hashable & Sendable>: Sendable {
    private var values: Set<Value> = []
    private let limit: Int

    init(limit: Int = 65_536) {
        self.limit = limit
    }

    /// The copy that all share of what equals `value`.
    mutating func shared(_ value: Value) -> Value {
        if values.count >= limit { values.removeAll() }
        return values.insert(value).memberAfterInsert
    }
}

extension Pool where Value: RangeReplaceableCollection {
    /// Puts the copy that all share in the place of `list`; an empty one takes no memory.
    mutating func share(_ list: inout Value) {
        if !list.isEmpty { list = shared(list) }
    }
}

extension Pool<String> {
    /// Puts the copy that all share in the place of `name`; a short one takes no memory of its own.
    mutating func share(_ name: inout String) {
        if name.utf8.count > 15 { name = shared(name) }
    }

    /// Puts the copy that all share in the place of `name`.
    mutating func share(_ name: inout String?) {
        if let told = name, told.utf8.count > 15 { name = shared(told) }
    }
}

/// The lists and names that events share in memory.
///
/// Without it, half of what an event weighs would be lists and names that hundreds of others hold too.
struct Pools: Sendable {
    private var names = Pool<String>()
    private var lists = Pool<[String]>()
    private var parties = Pool<[Party]>()
    private var places = Pool<[Place]>()
    private var roles = Pool<[Place.Role]>()
    private var writers = Pool<[UInt64]>()
    private var symbols = Pool<[Int32]>()

    /// A signal that an event takes in from the article of that id.
    mutating func share(_ signal: inout Signal, of article: String) {
        names.share(&signal.kind)
        parties.share(&signal.actor)
        parties.share(&signal.recipient)
        parties.share(&signal.deniedBy)
        names.share(&signal.object)
        lists.share(&signal.objects)
        lists.share(&signal.names)
        places.share(&signal.places)
        for index in signal.claims.indices where signal.claims[index].article == article {
            signal.claims[index].article = article
        }
        for index in signal.evidence.indices {
            if signal.evidence[index].article == article { signal.evidence[index].article = article }
            names.share(&signal.evidence[index].rule)
        }
    }

    /// What an article contributes.
    mutating func share(_ support: inout Support) {
        // An article is often known by its address.
        if support.article.url == support.article.id { support.article.url = support.article.id }
        names.share(&support.article.source)
        names.share(&support.article.publisher)
        if var topic = support.origin?.topic {
            names.share(&topic)
            support.origin?.topic = topic
        }
        writers.share(&support.writers)
    }

    /// What a revision said.
    mutating func share(_ announcement: inout Announcement) {
        lists.share(&announcement.actor)
        lists.share(&announcement.recipient)
        names.share(&announcement.object)
        roles.share(&announcement.places)
    }

    /// What is derived from an event.
    mutating func share(_ profile: inout Profile) {
        symbols.share(&profile.actors)
        symbols.share(&profile.recipients)
        symbols.share(&profile.objects)
        symbols.share(&profile.names)
        places.share(&profile.places)
    }

    /// A state as it was stored.
    mutating func share(_ state: inout EventState) {
        names.share(&state.kind)
        for index in state.supports.indices { share(&state.supports[index]) }
        let articles = state.supports.map(\.article.id)
        for index in state.readings.indices { share(&state.readings[index], of: "") }
        for index in state.claims.indices {
            if let article = articles.first(where: { $0 == state.claims[index].article }) {
                state.claims[index].article = article
            }
        }
        for index in state.evidence.indices {
            if let article = articles.first(where: { $0 == state.evidence[index].article }) {
                state.evidence[index].article = article
            }
            names.share(&state.evidence[index].rule)
        }
        if var announcement = state.announced {
            share(&announcement)
            state.announced = announcement
        }
    }
}
