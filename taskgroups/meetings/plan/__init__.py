"""What is known when a Task Group is planned: the school's situation, who could come, what is next."""
