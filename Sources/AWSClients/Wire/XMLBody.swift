/// Reads the XML of the query, EC2 and rest-xml protocols.
struct XMLBody {
  let model: ServiceModel

  func values(_ node: XMLNode, _ structure: StructureModel) -> [AWSValue?] {
    // One pass over the children, since a structure may have dozens of members.
    var children: [String: [XMLNode]] = [:]
    for child in node.children { children[child.name, default: []].append(child) }
    return structure.members.map { member in
      guard member.place == .body else { return nil }
      if case .list(let element, true, let inner) = member.type {
        let nodes = children[element.isEmpty ? member.wireName : element]
        return nodes.map { .list($0.compactMap { value($0, inner) }) }
      }
      if case .map(_, _, true, _) = member.type {
        return children[member.wireName].map { .map($0.compactMap { entry($0, member.type) }) }
      }
      return children[member.wireName]?.first.flatMap { value($0, member.type) }
    }
  }

  func value(_ node: XMLNode, _ type: TypeModel) -> AWSValue? {
    switch type {
    case .structure(let name): .structure(values(node, model[name]))
    case .list(_, _, let inner): .list(node.children.compactMap { value($0, inner) })
    case .map: .map(node.children.compactMap { entry($0, type) })
    default: Scalar.value(node.text, type)
    }
  }

  private func entry(_ node: XMLNode, _ type: TypeModel) -> AWSValue.Entry? {
    guard case .map(let key, let content, _, let inner) = type, let name = node[key]?.text else { return nil }
    return node[content].flatMap { value($0, inner) }.map { AWSValue.Entry(name, $0) }
  }
}
