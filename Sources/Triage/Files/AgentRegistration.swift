internal import CaseModel
internal import HostFacts

/// The Systems Manager agent of an account that is not the host's own.
struct AgentRegistration: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.agent-registration",
    abnormal: "the Systems Manager agent holds the registration of a hybrid activation, made lately or on an EC2 instance.",
    why:
      "With an activation code of their own, intruders register the host in their account and run commands through AWS's own agent.",
    techniques: ["T1219", "T1651"], severity: .medium,
    benign:
      "Servers outside EC2 register so when they are set up (mi-… ids). An EC2 instance takes its identity from its role and keeps it in another file (EC2RegistrationKey)."
  )

  private var found: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    // The agent's file vault names the key so for hybrid activations only.
    guard case .file(let file) = fact, file.kind == .file, file.size > 0, found.count < 8,
      file.path.text.utf8.suffix(28).elementsEqual("/Vault/Store/RegistrationKey".utf8),
      !FilePlace.isContainerTree(file.path.text)
    else { return [] }
    found.append(file)
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    found.map { file in
      let isLate = picture.isLate(file.born ?? file.changed)
      let isEC2 = picture.isEC2Instance
      return card.finding(
        "agent registered by a hybrid activation: \(file.path.text)", evidence: [file.evidence],
        severity: isEC2 ? .high : isLate ? .medium : .info, occurred: file.changed)
    }
  }
}
