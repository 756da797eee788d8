/// The first files of a rule of one's own: they pass `check` as they are, and say in comments what to put in place.
public enum RuleSkeleton {
    /// Whether `kind` can be the id of a kind: lower-case letters, digits and single hyphens.
    public static func isKindID(_ kind: String) -> Bool {
        let parts = kind.split(separator: "-", omittingEmptySubsequences: false)
        return kind.first?.isLetter == true
            && parts.allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
            }
    }

    /// The rule file of a new kind.
    public static func rule(_ kind: String) -> String {
        """
        # What it finds, in a sentence. The frame below is an example that works: arms delivered. Put your own in its place.
        format: 1
        kind: \(kind)
        title: Arms delivered
        version: 0.1.0
        # The least confidence of a signal, 0 to 1.
        threshold: 0.5
        frames:
          # The act is a sense of lexicon/en/predicates.tsv; what fills a role are classes of lexicon/classes.tsv.
          - id: delivered
            sense: transfer
            agent: {is: [actor]}
            theme: {is: [weapon], required: true}
            goal: {is: [actor]}
            needs: foreign
            weight: 0.8
        exclude:
          - id: museum
            in: sentence
            words: [museum]
            because: history on display
        severity:
          # The first row that fits counts; the last one has no condition, so that every signal has a severity.
          - severity: moderate
        headline:
          default: "{actor|Unknown party} delivered {object|arms}[ to {recipient}]"

        """
    }

    /// The tests of a new kind.
    public static func tests(_ kind: String) -> String {
        """
        # One text that must be found for every frame, and one that must not for every exclusion; see that
        # 'tocsin rules coverage \(kind)' finds nothing without a test.
        - text: Norway delivered tanks to Ukraine on Monday.
          published: 2025-01-07
          expect: {actor: [NOR], recipient: [UKR], status: occurred, date: 2025-01-06}
        - text: Norway delivered tanks to a museum in Ukraine on Monday.
          published: 2025-01-07
          expect: none
          because: history on display
        - text: Norway delivered food to Ukraine on Monday.
          published: 2025-01-07
          expect: none
          because: food is no weapon

        """
    }

    /// The file that adds to a shipped kind.
    public static func addition(to kind: String) -> String {
        """
        # What this site adds to the shipped kind \(kind), and takes from it. Take away the '#' of what you need.
        format: 1
        adds-to: \(kind)
        # threshold: 0.6                  # another least confidence of a signal
        # without: [an-id]                # shipped frames and exclusions that you do not want, by id
        # exclude:
        #   - id: our-brewery
        #     in: sentence
        #     words: [brewery, lager]
        #     because: a beer of that name
        # frames:                         # more ways in which it is told; see 'tocsin rules show \(kind)'

        """
    }
}
