internal import AWSSigning

/// The form body of the query protocol and of EC2's own variant of it.
struct QueryWriter {
  let model: ServiceModel
  private var pairs: [String] = []

  init(model: ServiceModel) { self.model = model }

  /// `Name=value&…`, encoded.
  var text: String { pairs.joined(separator: "&") }

  private var isEC2: Bool { model.wire == .ec2 }

  mutating func add(_ name: String, _ value: String) {
    // A form writes a space as a plus sign. AWS takes %20 too; emulators that hash the form anew do not.
    pairs.append("\(PercentEncoding.encode(name))=\(PercentEncoding.encode(value).replacing("%20", with: "+"))")
  }

  mutating func members(_ structure: StructureModel, _ values: [AWSValue?], prefix: String) throws {
    for (member, value) in zip(structure.members, values) {
      guard let value else { continue }
      let name = isEC2 ? member.ec2Name : member.wireName
      try self.value(value, member.type, name: prefix.isEmpty ? name : "\(prefix).\(name)")
    }
  }

  private mutating func value(_ value: AWSValue, _ type: TypeModel, name: String) throws {
    switch (value, type) {
    case (.structure(let values), .structure(let inner)): try members(model[inner], values, prefix: name)
    case (.list(let elements), .list(let element, let isFlat, let inner)):
      try list(elements, element: element, isFlat: isFlat, inner, name: name)
    case (.map(let entries), .map(let key, let content, let isFlat, let inner)):
      for (index, entry) in entries.enumerated() {
        let place = "\(name)\(isFlat ? "" : ".entry").\(index + 1)"
        add("\(place).\(key)", entry.name)
        try self.value(entry.value, inner, name: "\(place).\(content)")
      }
    default: add(name, try Scalar.text(value, type, time: .iso8601))
    }
  }

  private mutating func list(
    _ elements: [AWSValue], element: String, isFlat: Bool, _ inner: TypeModel, name: String
  ) throws {
    // The query protocol says that a list was given and is empty; EC2 has no way to say so.
    if elements.isEmpty, !isEC2 { add(name, "") }
    for (index, value) in elements.enumerated() {
      let middle = isEC2 || isFlat ? "" : ".\(element.isEmpty ? "member" : element)"
      try self.value(value, inner, name: "\(name)\(middle).\(index + 1)")
    }
  }
}
