import KernelVerification

extension ProgramDescription {
  /// What `--help` prints without a command.
  var overview: String {
    var blocks = [wrapped("\(name): \(summary)", indent: 0)]
    blocks.append(columns(commands.flatMap { command in rows(of: command) }))
    if let bare = commands.first(where: { $0.name.isEmpty }) { blocks.append(columns(rows(of: bare.options + [.help]))) }
    blocks.append(wrapped("\(name) COMMAND --help says which options a command takes, and how it ends.", indent: 0))
    if !details.isEmpty { blocks.append(wrapped(details, indent: 0)) }
    blocks.append(codes(exitCodes.map(\.code)))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// What `COMMAND --help` prints.
  func help(of command: CommandDescription) -> String {
    let title = rows(of: command).map(\.0).joined(separator: "\n")
    var blocks = ["\(title)\n\n\(wrapped(command.summary + ".", indent: 2))", columns(rows(of: command.options + [.help]))]
    if !command.details.isEmpty { blocks.append(wrapped(command.details, indent: 0)) }
    blocks.append(codes(command.exitCodes))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// A command in all its forms; the summary beside the last of them.
  private func rows(of command: CommandDescription) -> [(String, String)] {
    let titles = command.forms.map { [name, command.name, $0].filter { !$0.isEmpty }.joined(separator: " ") }
    return titles.enumerated().map { ($1, $0 == titles.count - 1 ? command.summary : "") }
  }

  private func rows(of options: [Option]) -> [(String, String)] {
    options.map { ("  " + ($0.letter.map { "-\($0), " } ?? "") + $0.usage, $0.meaning) }
  }

  private func codes(_ shown: [ExitCode]) -> String {
    let meanings = exitCodes.filter { shown.contains($0.code) }.map { "\($0.code.rawValue) \($0.meaning)" }
    return wrapped("Exit codes: " + meanings.joined(separator: ", ") + ".", indent: 0)
  }
}

/// The widest line of a help text.
private let width = 100
/// Where the right column begins.
private let rightColumn = 28

/// Two columns, the right one wrapped. What is too wide for the left one has a line of its own.
private func columns(_ rows: [(String, String)]) -> String {
  rows.map { left, right in
    let left = "  " + left
    if right.isEmpty { return left }
    let text = wrapped(right, indent: rightColumn)
    let isWide = left.count > rightColumn - 2
    return isWide ? "\(left)\n\(text)" : left + text.dropFirst(left.count)
  }.joined(separator: "\n")
}

/// Words in lines of at most ``width`` columns. A line break stays.
private func wrapped(_ text: String, indent: Int) -> String {
  let margin = String(repeating: " ", count: indent)
  return text.split(separator: "\n", omittingEmptySubsequences: false).map { paragraph in
    var lines: [String] = []
    var line = ""
    for word in paragraph.split(separator: " ") {
      if !line.isEmpty && indent + line.count + 1 + word.count > width {
        lines.append(margin + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [margin + line]).joined(separator: "\n")
  }.joined(separator: "\n")
}
