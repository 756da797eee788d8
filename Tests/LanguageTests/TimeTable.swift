import Testing

/// Sentences with their day of publication and the expressions of time they hold.
///
/// An expected expression reads "text = date first..last relation flags days @time"; what is as usual is left out.
enum TimeTable {
    /// One sentence.
    struct Row: Sendable, CustomTestStringConvertible {
        let published: String
        let text: String
        let expected: String
        var testDescription: String { text }
    }

    static let rows: [Row] = table.split(separator: "\n").compactMap { line in
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingSpaces }
        return cells.count == 3 ? Row(published: cells[0], text: cells[1], expected: cells[2]) : nil
    }

    private static let table = """
        2025-01-07 | The army fired a missile on Monday. | on Monday = 2025-01-06 past
        2025-01-07 | The army fired a missile Monday. | Monday = 2025-01-06 past
        2025-01-06 | The army fired a missile on Monday. | on Monday = 2025-01-06
        2025-01-07 | The army fired a missile late on Sunday. | late on Sunday = 2025-01-05 past
        2025-01-07 | The army fired a missile late Sunday. | late Sunday = 2025-01-05 past
        2025-01-07 | The army fired a missile Sunday night. | Sunday night = 2025-01-05 past
        2025-01-07 | Monday's launch was the first. | Monday = 2025-01-06 past
        2025-01-07 | The army fired a missile last Tuesday. | last Tuesday = 2024-12-31 past
        2025-01-07 | The army fired a missile last Friday. | last Friday = 2025-01-03 past
        2025-01-07 | The minister will arrive next Monday. | next Monday = 2025-01-13 future
        2025-01-07 | The minister will arrive this coming Friday. | this coming Friday = 2025-01-10 future
        2025-01-07 | The minister will arrive on Friday. | on Friday = 2025-01-10 future
        2025-01-07 | The minister will arrive, officials said on Friday. | on Friday = 2025-01-03 past
        2025-01-07 | The ministers are to meet on Thursday. | on Thursday = 2025-01-09 future
        2025-01-07 | Troops arrived in the early hours of Sunday. | in the early hours of Sunday = 2025-01-05 past
        2025-01-07 | Talks have gone on since Thursday. | since Thursday = 2025-01-02 since
        2025-01-07 | The force must leave by Friday. | by Friday = 2025-01-10 before future
        2025-01-07 | The ban holds until Saturday. | until Saturday = 2025-01-11 until future
        2025-01-07 | It must happen before Thursday. | before Thursday = 2025-01-09 before future
        2025-01-07 | The siege lasted until Saturday. | until Saturday = 2025-01-04 until
        2025-01-07 | The exercise ran from Thursday to Saturday. | from Thursday to Saturday = 2025-01 2025-01-02..2025-01-04 during past
        2025-01-07 | The army fired a missile on Sunday, January 5. | on Sunday, January 5 = 2025-01-05 past
        2025-01-07 | The army fired a missile on Sunday (Jan. 5). | on Sunday (Jan. 5) = 2025-01-05 past
        2025-01-07 | The army fired a missile today. | today = 2025-01-07
        2025-01-07 | The army fired a missile yesterday. | yesterday = 2025-01-06 past
        2025-01-07 | The army fired a missile yesterday evening. | yesterday evening = 2025-01-06 past
        2025-01-07 | The minister will arrive tomorrow. | tomorrow = 2025-01-08 future
        2025-01-07 | The minister will speak tonight. | tonight = 2025-01-07
        2025-01-07 | Drones struck the port overnight. | overnight = 2025-01-07
        2025-01-07 | The army fired a missile this morning. | this morning = 2025-01-07
        2025-01-07 | Drones struck the port last night. | last night = 2025-01-06 past
        2025-01-07 | It came the day before yesterday. | the day before yesterday = 2025-01-05 past
        2025-01-07 | It will come the day after tomorrow. | the day after tomorrow = 2025-01-09 future
        2025-01-07 | The ship left two days ago. | two days ago = 2025-01-05 past
        2025-01-07 | The ship left a week ago. | a week ago = 2024-12 2024-12-28..2025-01-03 past
        2025-01-20 | The ship left three weeks ago. | three weeks ago = 2024-12 2024-12-27..2025-01-02 past
        2025-01-07 | The ship left a few days ago. | a few days ago = - 2024-12-28..2025-01-06 past
        2025-01-07 | The ship left twelve hours ago. | twelve hours ago = 2025-01-07 past
        2025-01-07 | The ship left 48 hours ago. | 48 hours ago = 2025-01-05 past
        2025-01-07 | The ship left two months ago. | two months ago = 2024-11 past
        2025-01-07 | The ship was sunk five years ago. | five years ago = 2020 past
        2025-01-07 | The ship was sunk twenty-five years ago. | twenty-five years ago = 2000 past
        2025-01-07 | The ship was sunk decades ago. | decades ago = - 1965-01-10..2015-01-08 past
        2025-01-07 | The ship was seen weeks ago. | weeks ago = - 2024-10-29..2024-12-31 past
        2025-01-07 | The army fired a missile last week. | last week = 2025-01 2024-12-30..2025-01-05 past
        2025-01-20 | The army fired a missile last week. | last week = 2025-01 2025-01-13..2025-01-19 past
        2025-01-07 | The army fired a missile last month. | last month = 2024-12 past
        2025-03-07 | The army fired a missile last month. | last month = 2025-02 past
        2025-01-07 | The army fired three missiles last year. | last year = 2024 past
        2025-01-10 | It fired a missile this week. | this week = 2025-01 2025-01-06..2025-01-12
        2025-01-10 | It fired a missile this month. | this month = 2025-01
        2025-01-10 | It fired a missile this year. | this year = 2025
        2025-01-10 | It fired a missile earlier this week. | earlier this week = 2025-01 2025-01-06..2025-01-10 past
        2025-01-10 | It fired a missile earlier this month. | earlier this month = 2025-01 2025-01-01..2025-01-10 past
        2025-05-10 | It fired a missile earlier this year. | earlier this year = 2025 2025-01-01..2025-05-10 past
        2025-01-10 | It will fire a missile later this month. | later this month = 2025-01 2025-01-10..2025-01-31 future
        2025-01-10 | It fired a missile in recent days. | in recent days = - 2024-12-31..2025-01-10 during past
        2025-01-10 | It fired missiles in recent weeks. | in recent weeks = - 2024-11-29..2025-01-10 during past
        2025-01-10 | It fired missiles over the past two weeks. | over the past two weeks = 2025-01 2024-12-27..2025-01-10 during past
        2025-01-10 | It fired missiles in the last few days. | in the last few days = - 2024-12-31..2025-01-10 during past
        2025-05-10 | It fired missiles over the past year. | over the past year = - 2024-05-10..2025-05-10 during past
        2025-01-10 | Talks start next week. | next week = 2025-01 2025-01-13..2025-01-19 future
        2025-01-10 | Talks start next month. | next month = 2025-02 future
        2025-01-10 | Talks start next year. | next year = 2026 future
        2025-01-10 | A launch is likely in the coming days. | in the coming days = - 2025-01-10..2025-01-20 during future
        2025-01-10 | A launch is likely in the next two weeks. | in the next two weeks = 2025-01 2025-01-10..2025-01-24 during future
        2025-01-10 | A launch is likely within days. | within days = - duration future
        2024-06-10 | It fired a missile on 3 May. | on 3 May = 2024-05-03 past
        2024-06-10 | It fired a missile on May 3. | on May 3 = 2024-05-03 past
        2024-06-10 | It fired a missile on May 3rd. | on May 3rd = 2024-05-03 past
        2024-06-10 | It fired a missile on May 3, 2023. | on May 3, 2023 = 2023-05-03 past
        2024-06-10 | It fired a missile on 3 May 2023. | on 3 May 2023 = 2023-05-03 past
        2024-06-10 | It fired a missile on the 3rd of May. | on the 3rd of May = 2024-05-03 past
        2024-06-10 | It fired a missile on 2024-05-03. | on 2024-05-03 = 2024-05-03 past
        2024-06-10 | It fired a missile on 03.05.2024. | on 03.05.2024 = 2024-05-03 past
        2024-06-10 | It fired a missile on 23/05/2024. | on 23/05/2024 = 2024-05-23 past
        2024-06-10 | It fired a missile on 3/5/2024. | on 3/5/2024 = 2024
        2024-06-10 | It fired a missile (May 3). | May 3 = 2024-05-03 past
        2024-06-10 | It fired a missile on the 3rd. | on the 3rd = 2024-06-03 past
        2024-06-10 | It fired a missile on the 15th. | on the 15th = 2024-05-15 past
        2024-06-10 | It crossed the 38th parallel. |
        2024-06-10 | It fired a missile on 3 July. | on 3 July = 2023-07-03 past
        2024-06-10 | It will fire a missile on 3 July. | on 3 July = 2024-07-03 future
        2024-06-10 | The window runs from 3 July. | from 3 July = 2024-07-03 since future
        2024-06-10 | The launch must happen by 3 July. | by 3 July = 2024-07-03 before future
        2024-06-10 | The launch is scheduled for 3 July. | for 3 July = 2024-07-03 future
        2024-06-10 | It fired a missile in May. | in May = 2024-05 during past
        2024-06-10 | It fired a missile in June. | in June = 2024-06 during
        2024-06-10 | It fired a missile in October. | in October = 2023-10 during past
        2024-06-10 | It will hold an exercise in October. | in October = 2024-10 during future
        2024-06-10 | It fired a missile last June. | last June = 2023-06 past
        2024-06-10 | It fired a missile in June last year. | in June last year = 2023-06 during past
        2024-06-10 | It fired a missile in June 2023. | in June 2023 = 2023-06 during past
        2024-06-10 | It fired a missile in June of 2023. | in June of 2023 = 2023-06 during past
        2024-06-10 | It fired a missile in early June 2023. | in early June 2023 = 2023-06 2023-06-01..2023-06-10 during past
        2024-06-10 | It fired a missile in early 2024. | in early 2024 = 2024 2024-01-01..2024-05-01 during past
        2024-06-10 | It fired a missile in mid-May. | in mid-May = 2024-05 2024-05-11..2024-05-20 during past
        2024-06-10 | It fired a missile in late 2022. | in late 2022 = 2022 2022-08-31..2022-12-31 during past
        2024-06-10 | It fired a missile late last year. | late last year = 2023 2023-08-31..2023-12-31 past
        2024-06-10 | It fired a missile at the end of 2022. | at the end of 2022 = 2022 2022-08-31..2022-12-31 past
        2024-06-10 | It fired a missile in 2017. | in 2017 = 2017 during past
        2024-06-10 | It built missiles in the 1990s. | in the 1990s = - 1990-01-01..1999-12-31 during past
        2024-06-10 | It built missiles in the early 1990s. | in the early 1990s = - 1990-01-01..1993-05-01 during past
        2024-06-10 | It has built missiles since 2017. | since 2017 = 2017 since
        2024-06-10 | The war of 2014 went on. | of 2014 = 2014 past
        2024-06-10 | It built missiles from 2014 to 2018. | from 2014 to 2018 = - 2014-01-01..2018-12-31 during past
        2024-06-10 | It built missiles between 2014 and 2018. | between 2014 and 2018 = - 2014-01-01..2018-12-31 during past
        2024-06-10 | It built missiles in 2014-18. | in 2014-18 = - 2014-01-01..2018-12-31 during past
        2024-06-10 | The batteries arrive by August. | by August = 2024-08 before future
        2024-06-10 | The ban holds until March. | until March = 2025-03 until future
        2024-06-10 | It fired missiles after 12 May. | after 12 May = 2024-05-12 after
        2024-06-10 | It fired missiles between 3 and 5 May. | between 3 and 5 May = 2024-05 2024-05-03..2024-05-05 during past
        2024-06-10 | It fired missiles from 3 to 5 May. | from 3 to 5 May = 2024-05 2024-05-03..2024-05-05 during past
        2024-06-10 | It fired missiles from May 30 to June 2. | from May 30 to June 2 = 2024-05 2024-05-30..2024-06-02 during past
        2024-06-10 | It fired missiles on May 3-5. | on May 3-5 = 2024-05 2024-05-03..2024-05-05 past
        2024-06-10 | It fired missiles from December 2022 to March 2023. | from December 2022 to March 2023 = - 2022-12-01..2023-03-31 during past
        2024-06-10 | It fired missiles last summer. | last summer = 2023 2023-06-01..2023-08-31 past
        2024-06-10 | It fired missiles in the summer of 2022. | in the summer of 2022 = 2022 2022-06-01..2022-08-31 during past
        2024-06-10 | It fired missiles over the weekend. | over the weekend = 2024-06 2024-06-08..2024-06-09 during past
        2024-06-13 | It will fire missiles this weekend. | this weekend = 2024-06 2024-06-15..2024-06-16 future
        2024-06-10 | It fired a missile two days earlier. | two days earlier = - anaphoric -2
        2024-06-10 | It fired a missile weeks earlier. | weeks earlier = - anaphoric
        2024-06-10 | It had fired missiles years earlier. | years earlier = - anaphoric
        2024-06-10 | It fired a missile the previous day. | the previous day = - anaphoric -1
        2024-06-10 | It fired a missile the day before. | the day before = - anaphoric -1
        2024-06-10 | It fired a missile on the following day. | on the following day = - anaphoric 1
        2024-06-10 | It fired a missile the next day. | the next day = - anaphoric 1
        2024-06-10 | It fired another on the same day. | on the same day = - anaphoric 0
        2024-06-10 | It fired a missile a day after. | a day after = - anaphoric 1
        2024-06-10 | It fired a missile hours later. | hours later = - anaphoric 0
        2024-06-10 | It fired a missile days after the summit. | days after = - after anaphoric
        2024-06-10 | It came five years after the war. | five years after = - after anaphoric 1825
        2024-06-10 | It fired a missile a day after Sunday's talks. | a day after Sunday = 2024-06-10
        2024-06-10 | It came two days before 5 June. | two days before 5 June = 2024-06-03 past
        2024-06-10 | It fires missiles every day. | every day = - every
        2024-06-10 | It meets every Monday. | every Monday = - every
        2024-06-10 | It has fired no missile for three years. | for three years = - duration
        2024-06-10 | It fired a missile for the first time in two years. | in two years = - duration
        2024-06-10 | It began a 10-day exercise. | 10-day = - duration
        2024-06-10 | It recently fired a missile. | recently = - 2024-04-11..2024-06-10 past
        2024-06-10 | It fired at 6:12 a.m. local time. | at 6:12 a.m. local time = - @06:12 local time
        2024-06-10 | It fired at 6:12 a.m. local time (2112 GMT Sunday) on Monday. | at 6:12 a.m. local time (2112 GMT Sunday) on Monday = 2024-06-10 @06:12 local time
        2024-06-10 | It fired at 06:12 GMT. | at 06:12 GMT = - @06:12 GMT
        2024-06-10 | It fired at 2130 UTC on Sunday. | at 2130 UTC on Sunday = 2024-06-09 past @21:30 UTC
        2024-06-10 | It fired on Sunday at 7 pm KST. | on Sunday at 7 pm KST = 2024-06-09 past @19:00 KST
        2024-06-10 | It fired at 7pm Moscow time. | at 7pm Moscow time = - @19:00 Moscow time
        2024-06-10 | It fired around noon. | around noon = - @12:00
        2024-06-10 | It fired at dawn. | at dawn = -
        2024-06-10 | It fired at dawn on Sunday. | at dawn on Sunday = 2024-06-09 past
        - | It fired a missile on Monday. | on Monday = -
        - | It fired a missile on 3 May. | on 3 May = -
        - | It fired a missile on 3 May 2024. | on 3 May 2024 = 2024-05-03
        - | It fired a missile two days ago. | two days ago = - past
        - | It fired a missile last week. | last week = - past
        - | It will fire a missile tomorrow. | tomorrow = - future
        - | It fired a missile in June 2023. | in June 2023 = 2023-06 during
        2024-06-10 | It may fire a missile. |
        2024-06-10 | Troops march on the capital. |
        2024-06-10 | MAY 3 TALKS WILL FAIL. | MAY 3 = 2025-05-03 future
        2024-06-10 | Black September struck the camp. |
        2024-06-10 | The Sun said 20 missiles fell. |
        2024-06-10 | It has 2000 missiles and 30 ships. |
        2024-06-10 | It cost $2024 a year. |
        2024-02-29 | It fired a missile a year ago. | a year ago = 2023 past
        2024-02-29 | It fired a missile on 30 February. | February = 2024-02
        2024-01-01 | It fired a missile yesterday. | yesterday = 2023-12-31 past
        2024-01-03 | It fired a missile in December. | in December = 2023-12 during past
        2024-06-10 | It fired a missile on Tues. and Sept. 5. | on Tues. = 2024-06-04 past; Sept. 5 = 2023-09-05 past
        2024-06-10 | It fired missiles as of Sunday. | as of Sunday = 2024-06-09 past
        2024-06-10 | It fired missiles on the night of May 3. | of May 3 = 2024-05-03 past
        2024-06-10 | It fired missiles during the past week. | during the past week = 2024-06 2024-06-03..2024-06-10 during past
        2024-06-10 | It fired missiles two days after June 1. | two days after June 1 = 2024-06-03 past
        2024-06-10 | It will launch in two weeks. | in two weeks = - duration future
        2024-06-10 | The talks begin three days from now. | three days from now = 2024-06-13 future
        2024-06-10 | It fired missiles starting May 20. | starting May 20 = 2024-05-20 since
        2024-06-10 | It fired a missile in the previous month. | in the previous month = - during anaphoric
        2024-06-10 | It fired missiles on Monday last week. | on Monday last week = 2024-06-03 past
        2024-06-10 | It fired missiles prior to 12 May. | prior to 12 May = 2024-05-12 before
        2024-06-10 | It fired missiles earlier on Sunday. | earlier on Sunday = 2024-06-09 past
        2024-06-10 | It fired missiles earlier in the day. | earlier in the day = - anaphoric 0
        2024-06-10 | North Korea fired missiles at 6.12am KST on 3 May. | at 6.12am KST on 3 May = 2024-05-03 past @06:12 KST
        2024-06-10 | It fired missiles the following week. | the following week = - anaphoric 7
        2024-06-10 | It fired missiles on May 3 and May 9. | on May 3 = 2024-05-03 past; May 9 = 2024-05-09 past
        2024-06-10 | It fired missiles on Sunday and Monday. | on Sunday = 2024-06-09 past; Monday = 2024-06-10
        2024-06-10 | The 2017 test was the sixth. | The 2017 = 2017 past
        2024-06-10 | It fired missiles in 2017, 2018 and 2019. | in 2017 = 2017 during past; 2019 = 2019 past
        2024-06-10 | Russia's 2022 invasion came first. | 2022 = 2022 past
        2024-06-10 | It fired missiles as early as 2018. | as early as 2018 = 2018 past
        2024-06-10 | The deals were signed in 2022 and 2023. | in 2022 = 2022 during past; 2023 = 2023 past
        2024-06-10 | The 2000 missiles are old. |
        """
}

extension Substring {
    /// The text without spaces at either end.
    var trimmingSpaces: String {
        var text = self
        while text.first == " " { text.removeFirst() }
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
