/// Which parameter is which number of torch's: as the caller says, as the file says, or in order.
struct TorchNames {
  /// The parameters' names by torch's numbers.
  let inOrder: [String]

  /// - Parameters:
  ///   - given: the caller's names; nil to take the file's.
  ///   - parameters: the names that there are.
  init(_ groups: [TorchGroup], given: [String]?, parameters: [String]) throws {
    let indices = groups.flatMap(\.indices)
    let count = (given ?? parameters).count
    guard indices.count == count else {
      throw CheckpointRefusal("metadata param_groups has \(indices.count) parameters; allowed: \(count), as were given")
    }
    guard indices.sorted() == Array(0..<count) else {
      throw CheckpointRefusal(
        "metadata param_groups numbers its parameters otherwise than 0 to \(count - 1), each once")
    }
    let known = Set(parameters)
    let isNamed = groups.contains { $0.names != nil }
    var names = given ?? parameters
    for (number, group) in groups.enumerated() {
      let place = "metadata param_groups[\(number)].\(TorchGroup.namesKey)"
      guard let theirs = group.names else {
        if given == nil, isNamed {
          throw CheckpointRefusal("\(place) is missing; allowed: names in all groups, or in none")
        }
        continue
      }
      for (index, name) in zip(group.indices, theirs) {
        if given == nil {
          guard known.contains(name) else {
            throw CheckpointRefusal(
              "\(place) has \(shown(name)), and no such parameter was given;"
                + " allowed: their names, or to say with names which is which"
            )
          }
          names[index] = name
        } else if name != names[index], known.contains(name) {
          throw CheckpointRefusal(
            "\(place) has \(shown(name)) for parameter \(index);"
              + " allowed: \(shown(names[index])), as names has it, or a name of no parameter"
          )
        }
      }
    }
    inOrder = names
  }
}
