import ArgumentParser

/// The command `tocsin`: one subcommand a file.
@main
struct Tocsin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tocsin",
        abstract: "Watches news articles for security signals and raises alerts.",
        discussion: """
            Tocsin reads news articles, recognises reports of missile launches, arms and technology transfers, troop \
            deployments and their kin, and says who did what to whom, when, how sure the report is, and by which words.

            EXAMPLES
              tocsin demo                                see it work, with a broker and articles of its own
              tocsin topics --config tocsin.yaml         the topics, and what is wrong with them; --create makes them
              tocsin run --config tocsin.yaml            the daemon: articles from Kafka, alerts to Kafka
              tocsin tail --config tocsin.yaml --follow  the alerts as they come
              tocsin dead list --config tocsin.yaml      what could not be read, and why
              tocsin scan articles.jsonl                 the alerts of a file of articles, one JSON article a line
              tocsin scan --output text articles.jsonl   the same, for people
              cat articles.jsonl | tocsin scan -         the same, from a pipe
              tocsin explain --text "…"                  one text, every step and why
              tocsin check --config tocsin.yaml          configuration, rules and the tests beside them
              tocsin rules list                          what can be found; rules of your own, and their tests
              tocsin schema alert                        what an alert message looks like

            EXIT CODES
              0 success, 1 rule tests failed, 64 wrong usage, 65 unreadable data, 69 broker unavailable,
              71 the system starts no more threads, 74 a file that cannot be read or written, 76 fenced by another
              instance with the same id, 78 invalid configuration or rule pack
            """,
        version: "0.1.0",
        subcommands: [
            RunCommand.self,
            TopicsCommand.self,
            DemoCommand.self,
            TailCommand.self,
            BackfillCommand.self,
            DeadCommand.self,
            ScanCommand.self,
            ExplainCommand.self,
            CheckCommand.self,
            RulesCommand.self,
            SchemaCommand.self,
            BenchCommand.self,
        ]
    )
}
